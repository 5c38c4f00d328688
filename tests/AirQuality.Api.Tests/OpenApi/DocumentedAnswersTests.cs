using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.OpenApi;

/// <summary>Asks for every GET that the document has, with each of its parameters, and holds what comes against the document.</summary>
public sealed class DocumentedAnswersTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Get_EveryOperationWithEachParameter_GivesWhatTheDocumentSays()
    {
        var document = await ApiDocumentFile.ServedTreeAsync(fixture.Host);
        var wrong = new List<string>();
        var asked = 0;
        foreach (var (path, _, operation) in ApiDocumentFile.Operations(document).Where(operation => operation.Method == "GET"))
            foreach (var query in Queries(operation))
            {
                wrong.AddRange(await CheckAsync(document, operation, PathWithIds(path) + query));
                asked++;
            }
        Assert.Empty(wrong);
        Assert.True(asked >= 4, $"{asked} requests are too few to tell anything.");
    }

    [Fact]
    public async Task Examples_OfEveryJsonAnswer_AreThereAndRight()
    {
        var document = await ApiDocumentFile.ServedTreeAsync(fixture.Host);
        if (ApiDocumentFile.IsWritten)
            foreach (var (path, _, operation) in ApiDocumentFile.Operations(document).Where(one => one.Method == "GET" && !one.Operation.ContainsKey("security")))
                await WriteExampleAsync(IdOf(operation), PathWithIds(path), operation);
        foreach (var (_, _, operation) in ApiDocumentFile.Operations(document))
            foreach (var (status, answer) in operation["responses"]!.AsObject().Where(answer => answer.Key.StartsWith('2')))
                if (answer!["content"]?["application/json"] is { } json)
                {
                    Assert.True(json["example"] is not null, $"{IdOf(operation)} has no example; run these tests with AIRQUALITY_WRITE_OPENAPI=1.");
                    Assert.Empty(await new SchemaCheck(document).CheckAsync(json["schema"]!, json["example"]!.ToJsonString()));
                }
    }

    [Theory]
    [InlineData("""{"status":"healthy","reason":"x","ageSeconds":"1"}""")]
    [InlineData("""{"status":"healthy","reason":"x"}""")]
    [InlineData("""{"status":"healthy","reason":"x","ageSeconds":null,"more":1}""")]
    public async Task Check_OfAWrongBody_TellsIt(string body)
    {
        var document = await ApiDocumentFile.ServedTreeAsync(fixture.Host);
        Assert.NotEmpty(await new SchemaCheck(document).CheckAsync(new JsonObject { ["$ref"] = "#/components/schemas/HealthAnswer" }, body));
    }

    private static string IdOf(JsonObject operation) => operation["operationId"]!.GetValue<string>();

    // None, then each parameter alone with its example, and each word of an enumeration.
    private static IEnumerable<string> Queries(JsonObject operation)
    {
        yield return "";
        foreach (var parameter in (operation["parameters"]?.AsArray() ?? []).Where(parameter => parameter!["in"]!.GetValue<string>() == "query"))
        {
            var name = parameter!["name"]!.GetValue<string>();
            var example = parameter["example"] is JsonArray list ? list[0] : parameter["example"];
            IEnumerable<JsonNode?> values = parameter["schema"]!["enum"] is JsonArray words ? words.ToList() : [example];
            foreach (var value in values)
                yield return $"?{name}={Uri.EscapeDataString(value!.ToString())}";
        }
    }

    private async Task<IReadOnlyList<string>> CheckAsync(JsonObject document, JsonObject operation, string address)
    {
        using var response = await fixture.Host.Client.GetAsync(new Uri(address, UriKind.Relative));
        var body = await response.Content.ReadAsStringAsync();
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (!address.Contains('?', StringComparison.Ordinal) && !operation.ContainsKey("security") && !address.StartsWith("/health", StringComparison.Ordinal) && response.StatusCode != HttpStatusCode.OK)
            return [$"{address}: {status} {body}"];
        if (operation["responses"]![status] is not { } answer)
            return [$"{address}: {status} is not documented. {body}"];
        var media = response.Content.Headers.ContentType?.MediaType ?? "";
        if (answer["content"]?[media] is not { } form)
            return [$"{address}: {status} comes as '{media}', which is not documented."];
        var sent = response.Headers.Concat(response.Content.Headers).Select(header => header.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (media == "text/csv")
            sent.Add("ETag"); // rows that are streamed have none
        if (answer["headers"]?.AsObject().Select(header => header.Key).FirstOrDefault(header => header != "Link" && !sent.Contains(header)) is { } missing)
            return [$"{address}: {status} has no {missing}."];
        return media.EndsWith("json", StringComparison.Ordinal)
            ? [.. (await new SchemaCheck(document).CheckAsync(form["schema"]!, body)).Take(5).Select(error => $"{address}: {error}")]
            : [];
    }

    private async Task WriteExampleAsync(string id, string path, JsonObject operation)
    {
        var takesLimit = (operation["parameters"]?.AsArray() ?? []).Any(parameter => parameter!["name"]!.GetValue<string>() == "limit");
        using var response = await fixture.Host.Client.GetAsync(new Uri(path + (takesLimit ? "?limit=2" : ""), UriKind.Relative));
        if (response.Content.Headers.ContentType?.MediaType != "application/json")
            return;
        var example = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        if (example["results"] is JsonArray results)
            while (results.Count > 2)
                results.RemoveAt(results.Count - 1);
        await File.WriteAllTextAsync(ApiDocumentFile.ExamplePath(id), example.ToJsonString(Pretty).ReplaceLineEndings("\n") + "\n");
    }

    // Of the newest reading, so that there is something of it.
    private string PathWithIds(string path)
    {
        var newest = fixture.Host.Store.Readings.MaxBy(reading => reading.TimeMs)!;
        var id = path.Contains("/locations/", StringComparison.Ordinal) ? newest.LocationId : newest.SensorId;
        return path.Replace("{id}", string.Create(CultureInfo.InvariantCulture, $"{id}"), StringComparison.Ordinal);
    }
}
