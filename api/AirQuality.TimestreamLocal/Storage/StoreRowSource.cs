using AirQuality.TimestreamLocal.Catalog;
using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Storage;

/// <summary>Tables and rows of the store, for queries.</summary>
internal sealed class StoreRowSource(Store store, ReaderPool readers, TimeProvider time) : IRowSource
{
    /// <inheritdoc />
    public IReadOnlyList<string> Databases => [.. store.State.Databases.Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc />
    public IReadOnlyList<string>? Tables(string database) =>
        store.State.Databases.ContainsKey(database) ? [.. store.State.TablesOf(database).Select(table => table.Info.Name)] : null;

    /// <inheritdoc />
    public TableSchema? FindTable(string database, string table) => store.State.FindTable(database, table)?.Columns.Schema;

    /// <inheritdoc />
    public IEnumerable<Batch> Scan(ScanRequest request, CancellationToken cancellationToken)
    {
        var table = store.State.FindTable(request.Schema.Database, request.Schema.Table);
        if (table is null)
            yield break;
        request = request with { FromNs = Math.Max(request.FromNs, OldestKeptNs(table)) };
        var connection = readers.Rent();
        try
        {
            using var scan = new RowScan(connection, table, request, store.State.Texts);
            while (scan.Next(cancellationToken) is { } batch)
                yield return batch;
        }
        finally
        {
            readers.Return(connection);
        }
    }

    /// <inheritdoc />
    public RowTally? Tally(ScanRequest request, CancellationToken cancellationToken)
    {
        var table = store.State.FindTable(request.Schema.Database, request.Schema.Table);
        if (table is null)
            return RowTally.None;
        request = request with { FromNs = Math.Max(request.FromNs, OldestKeptNs(table)) };
        var connection = readers.Rent();
        try
        {
            using var scan = new RowTallyScan(connection, table, request);
            if (!scan.IsOfAllSeries)
                return null;
            var tally = scan.Count(cancellationToken);
            request.Meter.Add(tally.Rows * RowScan.KeyBytes);
            return tally;
        }
        finally
        {
            readers.Return(connection);
        }
    }

    /// <inheritdoc />
    public IEnumerable<MeasureShape> Measures(TableSchema schema)
    {
        var table = store.State.FindTable(schema.Database, schema.Table);
        if (table is null)
            yield break;
        var connection = readers.Rent();
        try
        {
            using var scan = new MeasureScan(connection, table, OldestKeptNs(table));
            while (scan.Next() is { } shape)
                yield return shape;
        }
        finally
        {
            readers.Return(connection);
        }
    }

    private long OldestKeptNs(StoredTable table) => new IngestionWindow(table.Info.Properties, time.GetUtcNow()).OldestKeptNs;
}
