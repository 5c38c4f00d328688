namespace AirQuality.Api.Steps.Local;

/// <summary>What the program's exit codes mean to somebody who only sees the step.</summary>
internal static class ExitReasons
{
    /// <summary>The failure of a step that its server left behind.</summary>
    public static readonly StepFailure ServerEnded = new(
        "interrupted", "The server ended while the step ran. What it stored stays; submitted again, it stores nothing twice.", null);

    /// <summary>The failure of an exit code other than 0.</summary>
    /// <param name="code">The exit code.</param>
    /// <param name="lastLine">The last thing that the program said; null where it said nothing.</param>
    /// <param name="log">Where the rest is.</param>
    public static StepFailure Of(int code, string? lastLine, string log)
    {
        var (reason, meaning) = code switch
        {
            1 => ("unexpected", "The program failed unexpectedly."),
            2 => ("usage", "The program did not understand its arguments; server and program are of different versions."),
            3 => ("configuration", "A setting is wrong, the table or a permission is missing, or another program holds the data folder."),
            4 => ("upstream", "The feed or archive could not be had, was not what it should be, or was empty. Nothing was stored; submit again later."),
            5 => ("table-unreachable", "The table could not be reached. What was to be written waits in the spool, and the next cycle writes it first."),
            130 or 143 => ("interrupted", "The program was told to stop by somebody other than this server."),
            137 => ("killed", "The program was killed: by the system when memory was short, or by a person."),
            _ => ("unexpected", FormattableString.Invariant($"The program ended with code {code}.")),
        };
        return new(reason, lastLine is null ? meaning : $"{meaning} It last said: {lastLine}", log);
    }
}
