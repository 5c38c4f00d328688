using System.Globalization;
using AirQuality.Core.Cycle;
using Spectre.Console;

namespace AirQuality.Jobs.Commands;

/// <summary>Shows a cycle's report: a short table and one summary line for a person, a line of JSON for a machine.</summary>
internal static class CycleReportView
{
    /// <summary>Prints a report.</summary>
    public static void Print(CycleReport report, bool asJson, TextWriter output)
    {
        if (asJson)
            output.WriteLine(report.ToJson());
        else
            PrintForPeople(report, output);
        output.Flush();
    }

    /// <summary>Prints what was caught up on.</summary>
    public static void Print(CatchUp counts, bool asJson, TextWriter output)
    {
        output.WriteLine(asJson ? counts.ToJson() : Text(counts));
        output.Flush();
    }

    private static string Text(CatchUp counts) => counts == CatchUp.Nothing
        ? "caught up: nothing was left behind"
        : Text($"caught up: {counts.Snapshots:N0} snapshots gone over again, {counts.Stored:N0} records stored, {counts.Rejected:N0} rejected, {counts.Waiting:N0} still waiting");

    private static void PrintForPeople(CycleReport report, TextWriter output)
    {
        if (report.Entries > 0)
            Tables.For(output).Write(StageTable(report));
        if (report.CaughtUp is { } earlier)
            output.WriteLine(Text(earlier));
        foreach (var (type, count) in report.UnknownSensorTypes)
            output.WriteLine(Text($"unknown sensor type: {type} ({count}); its particulate values were left out"));
        output.WriteLine(Summary(report));
    }

    private static Table StageTable(CycleReport report)
    {
        var table = Tables.Plain("stage", "count", "why");
        table.Columns[1].RightAligned();
        table.AddTexts("entries", Count(report.Entries), "");
        table.AddTexts("  malformed", Count(report.Malformed), Reasons(report.MalformedReasons));
        table.AddTexts("  merged", Count(report.Merged), "");
        table.AddTexts("readings", Count(report.Readings), "");
        table.AddTexts("  filtered", Count(report.Filtered), Reasons(report.FilteredReasons));
        table.AddTexts("  unchanged", Count(report.Unchanged), "");
        table.AddTexts("  stored", Count(report.Stored), "");
        table.AddTexts("  rejected", Count(report.Rejected), Reasons(report.RejectedReasons));
        table.AddTexts("  spooled", Count(report.Spooled), "");
        table.AddTexts("values left out", Count(report.FilteredValues.Values.Sum()), Reasons(report.FilteredValues));
        return table;
    }

    private static string Summary(CycleReport report)
    {
        var took = report.Milliseconds is { } ms ? Text($" in {ms.Total / 1000:F2} s") : "";
        return report.State switch
        {
            CycleState.Stored => Text($"{report.Feed}: stored {report.Stored:N0} new readings, {report.Unchanged:N0} unchanged, of {report.Readings:N0}{took}."),
            CycleState.Unchanged when report.Entries == 0 => $"{report.Feed}: the feed has not changed since the last cycle{took}.",
            CycleState.Unchanged => Text($"{report.Feed}: nothing new; the table holds all {report.Unchanged:N0} readings already{took}."),
            CycleState.Empty => $"{report.Feed}: the feed is empty: the source had nothing, and nothing was lost here.",
            CycleState.NothingStorable => Text($"{report.Feed}: none of {report.Entries:N0} entries had anything to store{took}."),
            CycleState.Spooled => Text($"{report.Feed}: the table is unreachable ({report.Error?.Message}); {report.Spooled:N0} readings wait in the spool."),
            CycleState.Interrupted => Text($"{report.Feed}: stopped; {report.Stored:N0} readings stored, {report.Spooled:N0} wait in the spool."),
            _ => $"{report.Feed}: failed: {report.Error?.Message}",
        };
    }

    private static string Reasons(IReadOnlyDictionary<string, long> reasons) =>
        string.Join(", ", reasons.OrderByDescending(r => r.Value).Select(r => Text($"{r.Key} {r.Value:N0}")));

    private static string Count(long count) => Text($"{count:N0}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
