using System.Collections.Concurrent;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Functions;

namespace AirQuality.TimestreamLocal.Tests.Sql;

/// <summary>Tables in memory. Gives exactly the rows a request's filters allow, so that a filter pushed down too narrow shows as a wrong
/// answer, and remembers the requests.</summary>
internal sealed class MemoryRowSource : IRowSource
{
    private readonly List<(TableSchema Schema, List<object?[]> Rows)> _tables = [];

    /// <summary>How many rows a batch has.</summary>
    public int BatchRows { get; init; } = Batch.TargetRows;

    /// <summary>Gives every row whatever the filters, as a source may.</summary>
    public bool IgnoresFilters { get; init; }

    public ConcurrentQueue<ScanRequest> Requests { get; } = [];

    public IReadOnlyList<string> Databases => [.. _tables.Select(table => table.Schema.Database).Distinct().Order(StringComparer.Ordinal)];

    public MemoryRowSource Add(TableSchema schema, IEnumerable<object?[]> rows)
    {
        _tables.Add((schema, [.. rows]));
        return this;
    }

    public IReadOnlyList<string>? Tables(string database)
    {
        var schemas = _tables.Select(table => table.Schema).Where(schema => schema.Database == database);
        string[] names = [.. schemas.Select(schema => schema.Table).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? null : names;
    }

    public TableSchema? FindTable(string database, string table) =>
        _tables.Find(candidate => candidate.Schema.Database == database && candidate.Schema.Table == table).Schema;

    public IEnumerable<Batch> Scan(ScanRequest request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        var rows = _tables.Find(candidate => candidate.Schema == request.Schema).Rows.Where(row => IgnoresFilters || Allows(request, row));
        if (request.NewestOnly && !IgnoresFilters) rows = NewestOfEachSeries(request.Schema, [.. rows]);
        foreach (var chunk in rows.Chunk(BatchRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new Batch([.. request.Columns.Select(column => Column(request.Schema, column, chunk))], chunk.Length);
        }
    }

    public IEnumerable<MeasureShape> Measures(TableSchema schema)
    {
        string[] Names(object?[] row, ColumnRole role, Func<TableColumn, string> name) =>
            [.. schema.Columns.Where((column, i) => column.Role == role && row[i] is not null).Select(name)];
        foreach (var row in _tables.Find(candidate => candidate.Schema == schema).Rows)
        {
            var types = Names(row, ColumnRole.ScalarMeasure, column => column.Type.DisplayName);
            yield return new MeasureShape(
                (string)row[IndexOf(schema, ColumnRole.MeasureName)]!, types is [] ? ["multi"] : types, Names(row, ColumnRole.Dimension, column => column.Name));
        }
    }

    private static List<object?[]> NewestOfEachSeries(TableSchema schema, List<object?[]> rows)
    {
        var time = IndexOf(schema, ColumnRole.Time);
        var newest = rows.GroupBy(row => SeriesOf(schema, row)).Select(series => series.MaxBy(row => (long)row[time]!)).ToHashSet();
        return rows.FindAll(newest.Contains);
    }

    private static string SeriesOf(TableSchema schema, object?[] row) => string.Join('\n', row.Where((_, i) =>
        schema.Columns[i].Role is ColumnRole.Dimension or ColumnRole.MeasureName).Select(value => value is null ? "-" : $"'{value}'"));

    private static int IndexOf(TableSchema schema, ColumnRole role) => schema.Columns.ToList().FindIndex(column => column.Role == role);

    private static Vector Column(TableSchema schema, int column, object?[][] rows) =>
        Columns.FromObjects(schema.Columns[column].Type, Array.ConvertAll(rows, row => row[column]), rows.Length);

    private static bool Allows(ScanRequest request, object?[] row)
    {
        object? Value(Func<TableColumn, bool> column) => row[request.Schema.Columns.ToList().FindIndex(candidate => column(candidate))];
        var timeNs = (long)Value(column => column.Role == ColumnRole.Time)!;
        return timeNs >= request.FromNs && timeNs <= request.ToNs
            && (request.MeasureNames is null || request.MeasureNames.Contains(Value(column => column.Role == ColumnRole.MeasureName)))
            && request.Dimensions.All(filter => filter.Values.Contains(Value(column => column.Name == filter.Name)));
    }
}
