using AirQuality.TimestreamLocal.Faults;

namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>What the capturing server did by a script of its own, as a fault script for this one.</summary>
internal static class CapturedScript
{
    /// <summary>The scenarios whose errors were scripted: nothing was wrong with their requests. All others must fail of themselves.</summary>
    private static readonly HashSet<string> Scenarios =
    [
        "write-rejected", "write-rejected-400", "write-rejected-minimal", "write-noreason-419", "write-throttled-twice", "write-throttled-always",
        "write-500-once", "write-500-always", "write-503-html", "write-421", "write-421-env", "write-denied", "write-validation", "write-validation-lower",
        "query-validation", "query-execution", "query-conflict", "quota", "discovery-stale-env", "discovery-unsupported-env",
    ];

    /// <summary>The script of a scenario.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="requests">Its requests, in order.</param>
    /// <param name="setUp">How many WriteRecords requests come before them.</param>
    public static FaultScript Of(string name, IReadOnlyList<CapturedRequest> requests, int setUp)
    {
        if (!Scenarios.Contains(name))
            return FaultScript.None;
        var seen = new Dictionary<string, int> { ["WriteRecords"] = setUp };
        var rules = new List<FaultRule>();
        foreach (var request in requests)
        {
            int before = seen.GetValueOrDefault(request.Operation);
            seen[request.Operation] = before + 1;
            if (request.Status != 200)
                rules.Add(RuleOf(request) with { Operation = request.Operation, Skip = before, Count = 1 });
        }

        return new FaultScript(rules);
    }

    private static FaultRule RuleOf(CapturedRequest request) => AnswerKind.Of(request.Status, request.AnswerBody) switch
    {
        "RejectedRecordsException" => new FaultRule(FaultKind.Reject, Records: [0]),
        "ThrottlingException" => new FaultRule(FaultKind.Throttle),
        "InternalServerException" => new FaultRule(FaultKind.ServerError),
        "http503" => new FaultRule(FaultKind.Unavailable),
        var error => new FaultRule(FaultKind.Error, Error: error),
    };
}
