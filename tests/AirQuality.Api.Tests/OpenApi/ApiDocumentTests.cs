using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AirQuality.Api.Tests.Hosting;
using Microsoft.OpenApi;

namespace AirQuality.Api.Tests.OpenApi;

/// <summary>The contract. After a change of it run these tests with <c>AIRQUALITY_WRITE_OPENAPI=1</c>, twice where an example changed too.</summary>
public sealed partial class ApiDocumentTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Document_AsServed_IsTheOneCheckedIn()
    {
        var served = await ApiDocumentFile.ServedAsync(fixture.Host);
        if (ApiDocumentFile.IsWritten)
            await File.WriteAllTextAsync(ApiDocumentFile.FilePath, served);
        Assert.Equal(await File.ReadAllTextAsync(ApiDocumentFile.FilePath), served);
    }

    [Fact]
    public async Task Document_AskedForTwice_IsTheSame() =>
        Assert.Equal(await ApiDocumentFile.ServedAsync(fixture.Host), await ApiDocumentFile.ServedAsync(fixture.Host));

    [Fact]
    public async Task Document_AskedForItsHeadersOnly_HasThem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/openapi/v1.json");
        using var response = await fixture.Host.Client.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Document_ReadByMicrosoftOpenApi_HasNoErrorAndNoWarning()
    {
        var read = OpenApiDocument.Parse(await ApiDocumentFile.ServedAsync(fixture.Host), "json");
        Assert.Empty(read.Diagnostic!.Errors.Select(error => error.ToString()));
        Assert.Empty(read.Diagnostic.Warnings.Select(warning => warning.ToString()));
        Assert.Empty(read.Document!.Validate(ValidationRuleSet.GetDefaultRuleSet()).Select(error => error.ToString()));
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public async Task Document_EveryReference_LeadsSomewhere()
    {
        var document = await ApiDocumentFile.ServedTreeAsync(fixture.Host);
        var references = References(document).Distinct(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.NotNull(Find(document, reference)));
    }

    [Fact]
    public async Task Document_EveryOperation_HasNameWordsAnswerAndProblems()
    {
        var document = await ApiDocumentFile.ServedTreeAsync(fixture.Host);
        var operations = ApiDocumentFile.Operations(document).ToList();
        Assert.Equal(operations.Count, operations.Select(operation => operation.Operation["operationId"]!.GetValue<string>()).Distinct().Count());
        Assert.All(operations, operation =>
        {
            var (path, method, what) = operation;
            Assert.Contains(method, (string[])["GET", "POST", "DELETE"]);
            Assert.False(string.IsNullOrWhiteSpace(what["summary"]?.GetValue<string>()));
            Assert.NotEmpty(what["tags"]!.AsArray());
            var answers = what["responses"]!.AsObject();
            Assert.Contains(answers, answer => answer.Key is "200" or "202");
            Assert.Contains("application/problem+json", answers["500"]!["content"]!.AsObject().Select(content => content.Key));
            if (path.Contains('{', StringComparison.Ordinal))
                Assert.True(answers.ContainsKey("404"), path);
            if (path.StartsWith("/v1/", StringComparison.Ordinal))
                Assert.True(answers.ContainsKey("429") && answers.ContainsKey("503"), path);
            if (path.StartsWith("/v1/steps", StringComparison.Ordinal))
                Assert.True(answers.ContainsKey("401") && answers.ContainsKey("403") && what.ContainsKey("security"), path);
        });
    }

    [Fact]
    public async Task Document_EveryParameterAndMember_HasWordsAndType()
    {
        var document = await ApiDocumentFile.ServedTreeAsync(fixture.Host);
        var missing = new List<string>();
        foreach (var (path, method, operation) in ApiDocumentFile.Operations(document))
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
            {
                var name = $"{method} {path} {parameter!["name"]}";
                missing.AddRange((parameter["in"]!.GetValue<string>() == "header" ? (string[])["description"] : ["description", "example"]).Where(part => parameter[part] is null).Select(part => $"{name}: {part}"));
                if (parameter["schema"]?["type"] is null)
                    missing.Add($"{name}: type");
            }
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
            foreach (var (member, about) in schema!["properties"]?.AsObject() ?? [])
                if (!IsDescribed(about!) && name != "FeatureCollection" && about!["enum"]?.AsArray().Count != 1)
                    missing.Add($"{name}.{member}: description");
        Assert.Equal("", string.Join('\n', missing));
    }

    [Fact]
    public async Task Document_EveryProblemOfTheProgram_HasAnExampleOfItsStatus()
    {
        var document = await ApiDocumentFile.ServedTreeAsync(fixture.Host);
        var examples = document["components"]!["examples"]!.AsObject();
        foreach (var (_, _, operation) in ApiDocumentFile.Operations(document))
            foreach (var (status, answer) in operation["responses"]!.AsObject())
                foreach (var (code, _) in answer!["content"]?["application/problem+json"]?["examples"]?.AsObject() ?? [])
                {
                    var value = examples[code]!["value"]!;
                    Assert.Equal($"urn:airquality:problem:{code}", value["type"]!.GetValue<string>());
                    Assert.Equal(status, value["status"]!.ToJsonString());
                }
    }

    // A member that may be null has its words beside the reference that it may be.
    private static bool IsDescribed(JsonNode schema) => schema["description"] is not null || (schema["oneOf"]?.AsArray().Any(one => IsDescribed(one!)) ?? false);

    private static IEnumerable<string> References(JsonNode? node, bool isMapping = false) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Value is JsonValue target && (isMapping || member.Key == "$ref")
            ? [target.GetValue<string>()]
            : References(member.Value, isMapping: member.Key == "mapping")),
        JsonArray elements => elements.SelectMany(element => References(element)),
        _ => [],
    };

    private static JsonNode? Find(JsonNode document, string reference)
    {
        Assert.Matches(LocalReference(), reference);
        return reference[2..].Split('/').Aggregate(
            (JsonNode?)document, (node, part) => node?[part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]);
    }

    [GeneratedRegex("^#/components/[a-zA-Z]+/[^/]+$")]
    private static partial Regex LocalReference();
}
