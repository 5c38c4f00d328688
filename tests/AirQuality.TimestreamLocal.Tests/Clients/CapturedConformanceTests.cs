using System.Text.Json;
using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>
/// Every request that ten real clients sent gets an answer of the kind that its capture shows: success, an error's name, a rejection. The
/// capturing server followed a script; its throttling, failures and rejections are given to this server as a fault script.
/// </summary>
public sealed class CapturedConformanceTests
{
    // Pages end at 1 MB where a client names no MaxRows; stations of 2 KB fill three of them.
    private const int PagedRows = 1500;

    public static TheoryData<string> Clients =>
        [.. Directory.GetFiles(Fixtures.PathOf("wire"), "*.http").Select(file => Path.GetFileName(file).Split('.')[0]).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Requests_OfAClient_GetAnswersOfTheCapturedKind(string client)
    {
        var differences = new List<string>();
        int answered = 0;
        foreach (var group in Directory.GetFiles(Fixtures.PathOf("wire"), $"{client}.*.http").GroupBy(file => Path.GetFileName(file).Split('.')[1]))
        {
            // A scenario may go on in the next part, and in Grafana's requests of several kinds ("query-paging / wait").
            var scenarios = group.Order(StringComparer.Ordinal)
                .SelectMany(file => CapturedRequest.Parse(File.ReadAllBytes(file)))
                .Where(request => request.Status != 0)
                .GroupBy(request => request.Scenario.Replace(" (continued)", "", StringComparison.Ordinal));
            foreach (var scenario in scenarios)
            {
                answered += scenario.Count();
                differences.AddRange((await ReplayAsync(scenario.Key.Split(" / ")[0], [.. scenario])).Select(difference => $"{group.Key}, {scenario.Key}: {difference}"));
            }
        }

        Assert.True(answered > 0);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static async Task<IReadOnlyList<string>> ReplayAsync(string name, IReadOnlyList<CapturedRequest> requests)
    {
        bool startsEmpty = name.StartsWith("control", StringComparison.Ordinal) || name is "notfound" or "write-notfound-table" or "quota";
        await using var server = await TestServer.StartAsync(
            faults: CapturedScript.Of(name, requests, setUp: startsEmpty ? 0 : 1), region: "eu-west-1", accountId: "123456789012");
        if (!startsEmpty)
            await PrepareAsync(server);
        if (name == "query-paging")
            await WritePagesAsync(server);

        var differences = new List<string>();
        string? token = null;
        foreach (var request in requests)
        {
            // The token of the capture means nothing here; that of the page before does.
            var sent = request.HasToken && token is not null ? request.WithToken(token) : request;
            var (status, body) = await sent.SendAsync(server.Endpoint);
            string expected = CapturedExceptions.KindOf(name, request), actual = AnswerKind.Of(status, body);
            if (actual != expected)
                differences.Add($"{request.Operation} is answered {actual}, not {expected}: {body[..Math.Min(body.Length, 200)]}");
            if (name == "query-paging" && request.HasToken && sent == request)
                differences.Add($"{request.Operation} has no token to ask the next page with.");
            token = TokenOf(status, body);
        }
        return differences;
    }

    /// <summary>Writes what the captures query, which was never written in them.</summary>
    internal static async Task PrepareAsync(TestServer server)
    {
        await server.OkAsync("CreateDatabase", """{"DatabaseName":"air-db"}""");
        await server.OkAsync("CreateTable", """
            {"DatabaseName":"air-db","TableName":"readings","MagneticStoreWriteProperties":{"EnableMagneticStoreWrites":true}}
            """);
        await WriteAsync(server, [RecordOf("set-up", server.Ms())]);
    }

    // Now, as most clients ask for the last hour, and in the hour that Grafana's panel shows.
    private static async Task WritePagesAsync(TestServer server)
    {
        foreach (string time in (string[])[server.Ms(), "1700000000000"])
        {
            foreach (int[] batch in Enumerable.Range(0, PagedRows).Chunk(100))
                await WriteAsync(server, batch.Select(row => RecordOf($"{row}".PadRight(2000, 'x'), time)));
        }
    }

    private static Task<Answer> WriteAsync(TestServer server, IEnumerable<string> records) =>
        server.OkAsync("WriteRecords", $$"""{"DatabaseName":"air-db","TableName":"readings","Records":[{{string.Join(',', records)}}]}""");

    private static string RecordOf(string station, string time) => $$"""
        {"Dimensions":[{"Name":"station","Value":"{{station}}"}],"Time":"{{time}}",
         "MeasureName":"readings","MeasureValueType":"MULTI","MeasureValues":[{"Name":"pm 10","Value":"1.5","Type":"DOUBLE"},
          {"Name":"n","Value":"1","Type":"BIGINT"},{"Name":"ok","Value":"true","Type":"BOOLEAN"},{"Name":"x","Value":"1","Type":"DOUBLE"},
          {"Name":"day","Value":"{{time}}","Type":"TIMESTAMP"},{"Name":"note","Value":"y","Type":"VARCHAR"}]}
        """;

    private static string? TokenOf(int status, string body)
    {
        if (status != 200)
            return null;
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("NextToken", out var token) ? token.GetString() : null;
    }
}
