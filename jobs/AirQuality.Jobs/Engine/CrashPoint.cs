using System.Globalization;

namespace AirQuality.Jobs.Engine;

/// <summary>The places where a cycle can be cut short, in order. Tests kill the process at each and check that nothing is lost.</summary>
internal enum CrashPoint
{
    /// <summary>The data folder is locked, nothing else happened.</summary>
    Started = 1,

    /// <summary>The spool and cut-short snapshots were gone over.</summary>
    CaughtUp,

    /// <summary>The feed was fetched, not parsed.</summary>
    Fetched,

    /// <summary>The feed was parsed, not landed.</summary>
    Parsed,

    /// <summary>The snapshot was landed, nothing of it written.</summary>
    Landed,

    /// <summary>Malformed entries were dead-lettered.</summary>
    MalformedDeadLettered,

    /// <summary>The table was asked what it holds.</summary>
    Classified,

    /// <summary>Records were written; refused and undelivered ones are only in memory.</summary>
    Written,

    /// <summary>Refused records were dead-lettered.</summary>
    RejectedDeadLettered,

    /// <summary>Undelivered records were spooled; the snapshot is not marked finished.</summary>
    Spooled,

    /// <summary>The snapshot was marked finished, the report not printed.</summary>
    Finished,
}

/// <summary>Kills this process at a crash point if the environment asks for it; does nothing otherwise.</summary>
internal static class CrashPoints
{
    /// <summary>The variable: the number of a <see cref="CrashPoint"/>.</summary>
    public const string Variable = "AIRQUALITY_CRASH_AT";

    private static readonly int CrashAt =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Says that a point was reached.</summary>
    public static void Reached(CrashPoint point)
    {
        if ((int)point == CrashAt)
            System.Diagnostics.Process.GetCurrentProcess().Kill(); // SIGKILL: no handler, no flush, as in a power cut of the process.
    }
}
