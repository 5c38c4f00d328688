using System.Text.RegularExpressions;
using AirQuality.TimestreamLocal.Faults;
using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>
/// Every request that ten real clients sent gets an answer of the kind that its capture shows: success, an error's name, a rejection. The
/// capturing server followed a script; its throttling, failures and rejections are given to this server as a fault script.
/// </summary>
public sealed partial class CapturedConformanceTests
{
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
            // A scenario may go on in the next part.
            var scenarios = group.Order(StringComparer.Ordinal)
                .SelectMany(file => CapturedRequest.Parse(File.ReadAllBytes(file)))
                .Where(request => request.Status != 0)
                .GroupBy(request => request.Scenario.Replace(" (continued)", "", StringComparison.Ordinal));
            foreach (var scenario in scenarios)
            {
                answered += scenario.Count();
                differences.AddRange((await ReplayAsync([.. scenario])).Select(difference => $"{group.Key}, {scenario.Key}: {difference}"));
            }
        }

        Assert.True(answered > 0);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static async Task<IReadOnlyList<string>> ReplayAsync(IReadOnlyList<CapturedRequest> scenario)
    {
        await using var server = await TestServer.StartAsync(faults: ScriptOf(scenario), region: "eu-west-1", accountId: "123456789012");
        if (!scenario.Any(request => request.Operation == "CreateDatabase" && request.Status == 200 || KindOf(request) == "ResourceNotFoundException"))
            await PrepareAsync(server);

        var differences = new List<string>();
        foreach (var request in scenario)
        {
            var (status, body) = await request.SendAsync(server.Endpoint);
            string expected = KindOf(request), actual = KindOf(status, body);
            if (actual != expected && !IsTheCapturersOwn(request, expected, actual))
                differences.Add($"{request.Operation} is answered {actual}, not {expected}: {body[..Math.Min(body.Length, 200)]}");
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
        await server.OkAsync("WriteRecords", $$"""
            {"DatabaseName":"air-db","TableName":"readings","Records":[{"Dimensions":[{"Name":"station","Value":"set-up"}],"Time":"{{server.Ms()}}",
             "MeasureName":"readings","MeasureValueType":"MULTI","MeasureValues":[{"Name":"pm 10","Value":"1.5","Type":"DOUBLE"},
              {"Name":"n","Value":"1","Type":"BIGINT"},{"Name":"ok","Value":"true","Type":"BOOLEAN"},{"Name":"x","Value":"1","Type":"DOUBLE"},
              {"Name":"day","Value":"{{server.Ms()}}","Type":"TIMESTAMP"},{"Name":"note","Value":"y","Type":"VARCHAR"}]}]}
            """);
    }

    // The set-up writes one request before the captured ones.
    private static FaultScript ScriptOf(IReadOnlyList<CapturedRequest> scenario)
    {
        var writes = scenario.Where(request => request.Operation == "WriteRecords").ToList();
        var rules = new List<FaultRule>();
        for (int i = 0; i < writes.Count; i++)
        {
            var fault = (KindOf(writes[i]), writes[i].Status) switch
            {
                ("ThrottlingException", _) => FaultKind.Throttle,
                ("InternalServerException", _) => FaultKind.ServerError,
                (_, 503) => FaultKind.Unavailable,
                ("RejectedRecordsException", _) => FaultKind.Reject,
                _ => (FaultKind?)null,
            };
            if (fault is { } kind)
                rules.Add(new FaultRule(kind, "WriteRecords", Skip: i + 1, Count: 1, Records: kind == FaultKind.Reject ? [0] : null));
        }
        return new FaultScript(rules);
    }

    /// <summary>Where another kind is right, because the capture shows its own server's script and not what a Timestream would say.</summary>
    private static bool IsTheCapturersOwn(CapturedRequest request, string expected, string actual) => (request.Operation, expected, actual) switch
    {
        // Its page tokens mean nothing here.
        (_, "ok", "ValidationException") when PageToken().IsMatch(System.Text.Encoding.Latin1.GetString(request.Bytes)) => true,
        // It denied, limited, moved or failed at will; here there is no IAM, one address, and nothing wrong with these requests.
        (_, "AccessDeniedException" or "InvalidEndpointException" or "QueryExecutionException" or "ServiceQuotaExceededException", _) => true,
        ("Query", "ConflictException" or "ValidationException", "ok") => true,
        ("WriteRecords", "ValidationException", "ok") => true,
        ("DescribeEndpoints", _, "ok") => true,
        // Errors without a name or in HTML are what rule 14 forbids.
        (_, "http400", "ok") => true,
        (_, "http503", "ServiceUnavailableException") => true,
        _ => false,
    };

    private static string KindOf(CapturedRequest request)
    {
        int end = request.Answer.IndexOf("\n\n", StringComparison.Ordinal);
        return KindOf(request.Status, end < 0 ? "" : request.Answer[(end + 2)..]);
    }

    private static string KindOf(int status, string body) =>
        status == 200 ? "ok" : Name().Match(body) is { Success: true } name ? name.Groups[1].Value : $"http{status}";

    [GeneratedRegex("\"__type\": ?\"(?:[^\"]*#)?(\\w+)")]
    private static partial Regex Name();

    [GeneratedRegex("\"NextToken\": ?\"")]
    private static partial Regex PageToken();
}
