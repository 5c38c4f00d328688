using System.Globalization;

namespace AirQuality.Bench.Results;

/// <summary>Shows rows to a person.</summary>
internal static class ResultTable
{
    private static readonly string[] Header = ["name", "value", "unit", "against", "ratio", "bar", "holds"];

    /// <summary>Writes a table with columns as wide as their longest cell.</summary>
    public static void Write(TextWriter output, IReadOnlyList<BenchRow> rows)
    {
        string[][] lines = [Header, .. rows.Select(Cells)];
        int[] widths = [.. Header.Select((_, column) => lines.Max(line => line[column].Length))];
        foreach (var line in lines)
            output.WriteLine(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static string[] Cells(BenchRow row) =>
    [
        row.Name,
        row.Value?.ToString(row.Value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture) ?? "-",
        row.Unit,
        row.Against ?? "-",
        row.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-",
        row.Bar ?? "-",
        row.Holds switch { true => "yes", false => "NO", null => "-" },
    ];
}
