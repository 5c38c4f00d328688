using AirQuality.Jobs.Engine;
using AirQuality.Timestream;

namespace AirQuality.Jobs.Tests.Hosting;

/// <summary>Reads a whole table as text.</summary>
internal static class TableExport
{
    /// <summary>Every row, <c>column=value|…</c> without NULLs, in order.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(TableConnection table)
    {
        var rows = new List<string>();
        try
        {
            await foreach (var page in table.Queries.QueryAsync("SELECT * FROM \"air_quality\".\"readings\""))
            {
                rows.AddRange(page.Rows.Select(row => string.Join('|',
                    page.Columns.Zip(row, (column, value) => value is null ? null : $"{column.Name}={value}").OfType<string>().Order(StringComparer.Ordinal))));
            }
        }
        catch (TimestreamException e) when (e.Code == TimestreamErrorCode.InvalidRequest && e.Message.Contains("does not exist", StringComparison.Ordinal))
        {
            return []; // no record was ever written
        }
        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
