using System.Text;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Writes;

/// <summary>What a table does not take: names that are reserved or too long, and more columns or measure names than it may have
/// (Timestream developer guide, Quotas and Naming constraints). Asked only for names that are new to the table.</summary>
internal static class TableLimits
{
    private const int LongestDimensionName = 60;
    private const int LongestMeasureName = 256;
    private const int MostDimensions = 128;
    private const int MostMeasures = 1024;
    private const int MostMeasureNames = 8192;

    /// <summary>Why a table takes no new column of this name; null where it does. <paramref name="pending"/> more of its role are
    /// under way.</summary>
    public static string? Breach(StoredTable table, ReadOnlySpan<byte> name, ColumnRole role, int pending)
    {
        bool isDimension = role == ColumnRole.Dimension;
        int longest = isDimension ? LongestDimensionName : LongestMeasureName;
        if (name.Length > longest)
            return FormattableString.Invariant($"The name '{Text(name)}' is longer than {longest} bytes.");
        if (IsReserved(name))
            return $"The name '{Text(name)}' is reserved.";
        int most = isDimension ? MostDimensions : MostMeasures;
        return table.Columns.Count(role) + pending < most ? null : OneTooMany(most, isDimension ? "dimensions" : "measures", name);
    }

    /// <summary>Why a table takes no new series of this measure name; null where it does.</summary>
    public static string? BreachOfMeasureName(StoredTable table, ReadOnlySpan<byte> name)
    {
        if (table.Series.HasMeasureName(name))
            return null;
        if (name.Length > LongestMeasureName)
            return FormattableString.Invariant($"The measure name '{Text(name)}' is longer than {LongestMeasureName} bytes.");
        return table.Series.MeasureNames < MostMeasureNames ? null : OneTooMany(MostMeasureNames, "measure names", name);
    }

    private static string OneTooMany(int most, string what, ReadOnlySpan<byte> name) =>
        FormattableString.Invariant($"The table has {most} {what}, which is the limit; '{Text(name)}' would be one more.");

    private static bool IsReserved(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("time"u8) || name.SequenceEqual("measure_value"u8) || name.StartsWith("measure_value::"u8)
        || name.StartsWith("ts_"u8) || name.StartsWith("measure_name"u8);

    private static string Text(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name);
}
