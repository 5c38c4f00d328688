namespace AirQuality.TimestreamLocal.Tests.Clients;

/// <summary>Requests that get another kind of answer than their capture shows: exactly this one, in these scenarios alone.</summary>
internal static class CapturedExceptions
{
    private static readonly (string[] Scenarios, string Operation, bool HasToken, string Captured, string Here)[] All =
    [
        // Errors in HTML, or with no name in the body, are what rule 14 forbids; nothing is wrong with these requests.
        (["write-error-empty", "write-error-header-only", "write-error-html"], "WriteRecords", false, "http400", "ok"),

        // The same rule: this server's 503 has a name.
        (["write-503-html"], "WriteRecords", false, "http503", "ServiceUnavailableException"),

        // These lists had a second page because the capturing server made one up: here is one database, one table, no such token.
        (["control", "control-sci", "control-null"], "ListDatabases", true, "ok", "ValidationException"),
        (["control", "control-sci", "control-null"], "ListTables", true, "ok", "ValidationException"),
    ];

    /// <summary>The kind of answer that a request must get here.</summary>
    public static string KindOf(string scenario, CapturedRequest request)
    {
        string captured = AnswerKind.Of(request.Status, request.AnswerBody);
        foreach (var other in All)
        {
            if (other.Scenarios.Contains(scenario) && (other.Operation, other.HasToken, other.Captured) == (request.Operation, request.HasToken, captured))
                return other.Here;
        }

        return captured;
    }
}
