using System.Text.RegularExpressions;

namespace AirQuality.Jobs.Backfill;

/// <summary>Timestream's reasons for refusing a record, fit to be counted.</summary>
internal static partial class RejectionReason
{
    /// <summary>What to do about refused ages.</summary>
    public const string Remedy =
        "Turn the table's magnetic store writes on, or lengthen its magnetic retention, then run airquality replay --dead-letters; or begin with a later --from.";

    /// <summary>The reason without the table's window, which moves with the clock: <c>… outside the time range of the memory store.</c></summary>
    public static string WithoutTimes(string reason) => Window().Replace(reason, "");

    /// <summary>Whether it is the record's age or future.</summary>
    public static bool IsTime(string reason) => reason.Contains("outside the time range", StringComparison.Ordinal);

    [GeneratedRegex(@" \[[^\])]*[\])]")]
    private static partial Regex Window();
}
