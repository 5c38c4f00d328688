using System.Globalization;
using AirQuality.Jobs.Backfill;

namespace AirQuality.Jobs.Commands;

/// <summary>Shows a backfill's report: a short table and one summary line for a person, a line of JSON for a machine.</summary>
internal static class BackfillReportView
{
    /// <summary>Prints a report.</summary>
    public static void Print(BackfillReport report, bool asJson, TextWriter output)
    {
        if (asJson)
        {
            output.WriteLine(report.ToJson());
        }
        else
        {
            if (report.Files > 0)
                Tables.For(output).Write(TableOf(report));
            output.WriteLine(SummaryOf(report));
            if (report.Error is null && report.Counts.Rejected.Keys.Any(RejectionReason.IsTime))
                output.WriteLine($"The table does not take hours that old. {RejectionReason.Remedy}");
        }

        output.Flush();
    }

    private static Spectre.Console.Table TableOf(BackfillReport report)
    {
        var counts = report.Counts;
        var table = Tables.Plain("stage", "count", "why");
        table.Columns[1].Alignment = Spectre.Console.Justify.Right;
        Add("files", report.Files);
        Add("  finished before", report.FilesFinishedBefore);
        Add("  read", counts.FilesRead);
        AddReasons("  damaged", counts.FilesDamaged);
        Add("  not archive files", report.FilesBadName);
        Add("  second copies", report.FilesSecondCopy);
        Add("  left", report.FilesLeft);
        Add("rows", counts.Rows);
        AddReasons("  malformed", counts.RowsMalformed);
        Add("  without values", counts.RowsWithoutValues);
        Add("  merged", counts.RowsMerged);
        Add("  used", counts.RowsUsed);
        AddReasons("values left out", counts.FilteredValues);
        Add("hours", counts.Hours);
        Add("  too sparse", counts.TooSparse);
        AddReasons("  filtered", counts.Filtered);
        Add("  stored", counts.Stored);
        AddReasons("  rejected", counts.Rejected);
        Add("  undelivered", counts.Undelivered);
        return table;

        void Add(string stage, long count) => table.AddTexts(stage, Text($"{count:N0}"), "");
        void AddReasons(string stage, IReadOnlyDictionary<string, long> reasons) =>
            table.AddTexts(stage, Text($"{BackfillCounts.Sum(reasons):N0}"), string.Join(", ", reasons.OrderByDescending(r => r.Value).Select(r => Text($"{r.Key} {r.Value:N0}"))));
    }

    private static string SummaryOf(BackfillReport report)
    {
        var range = Text($"{report.From:yyyy-MM-dd} to {report.To:yyyy-MM-dd}");
        var took = Text($" in {report.Milliseconds / 1000:F2} s");
        return report.State switch
        {
            BackfillState.Done => Text($"{range}: stored {report.Counts.Stored:N0} hours of {report.Sensors:N0} sensors{took}."),
            BackfillState.Unchanged => Text($"{range}: nothing to do; all {report.FilesFinishedBefore:N0} files were finished before{took}."),
            BackfillState.Interrupted => Text($"{range}: stopped; {report.Counts.Stored:N0} hours stored, {report.FilesLeft:N0} files left. Run the same command to go on."),
            _ => $"{range}: {report.Error?.Message}",
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
