using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Tests.Storage;

/// <summary>A source that reads all rows whatever it is told of those that do not matter: what answers must not depend on.</summary>
internal sealed class AllRows(IRowSource inner) : IRowSource
{
    public IReadOnlyList<string> Databases => inner.Databases;

    public IReadOnlyList<string>? Tables(string database) => inner.Tables(database);

    public TableSchema? FindTable(string database, string table) => inner.FindTable(database, table);

    public IEnumerable<MeasureShape> Measures(TableSchema schema) => inner.Measures(schema);

    public IEnumerable<Batch> Scan(ScanRequest request, CancellationToken cancellationToken) =>
        inner.Scan(request with { NewestOnly = false }, cancellationToken);
}
