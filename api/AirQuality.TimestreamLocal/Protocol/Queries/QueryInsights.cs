using System.Text.Json;
using AirQuality.TimestreamLocal.Catalog;
using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Protocol.Queries;

/// <summary>
/// What a query read and gave, for a client that asks (API reference, QueryInsightsResponse). There is no spatial coverage in it: a file on
/// one machine has no partitions.
/// </summary>
/// <param name="names">Makes ARNs.</param>
/// <param name="tableCount">How many tables the query names.</param>
/// <param name="nowNs">The query's start.</param>
internal sealed class QueryInsights(ResourceNames names, int tableCount, long nowNs)
{
    private static readonly long LargestFutureNs = TimeSpan.FromMinutes(15).Ticks * TimeSpan.NanosecondsPerTick;
    private TableSchema? _widest;
    private long _widestNs;

    /// <summary>Takes in what was asked of a table. An open range is cut where no record can be: before 1970, and more than fifteen
    /// minutes ahead.</summary>
    public void Note(ScanRequest scan)
    {
        long rangeNs = Math.Min(scan.ToNs, nowNs + LargestFutureNs) - Math.Max(scan.FromNs, 0);
        if (_widest is null || rangeNs > _widestNs)
            (_widest, _widestNs) = (scan.Schema, Math.Max(rangeNs, 0));
    }

    /// <summary>Writes the member <c>QueryInsightsResponse</c>, once all rows were given.</summary>
    public void Write(Utf8JsonWriter json, QueryCursor cursor)
    {
        json.WriteStartObject("QueryInsightsResponse"u8);
        if (_widest is { } table)
        {
            json.WriteStartObject("QueryTemporalRange"u8);
            json.WriteStartObject("Max"u8);
            json.WriteNumber("Value"u8, _widestNs);
            json.WriteString("TableArn"u8, names.ArnOf(table.Database, table.Table));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteNumber("QueryTableCount"u8, tableCount);
        json.WriteNumber("OutputRows"u8, cursor.RowsWritten);
        json.WriteNumber("OutputBytes"u8, cursor.BytesWritten);
        json.WriteEndObject();
    }
}
