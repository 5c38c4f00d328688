using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>SHOW MEASURES: reads a table for its measure names, the types of their values, and the dimensions beside them.</summary>
internal sealed class MeasureScanOperator(IRowSource source, TableSchema schema, string? pattern, IReadOnlyList<SqlType> types)
    : Operator(types)
{
    private readonly LikePattern? _pattern = pattern is null ? null : new LikePattern(pattern, null);

    public override IEnumerable<Batch> Run(RunScope scope)
    {
        var measures = new SortedDictionary<(string Name, string Type), SortedSet<string>>();
        var request = new ScanRequest(schema, [.. Enumerable.Range(0, schema.Columns.Count)], long.MinValue, long.MaxValue, null, []);
        foreach (var batch in source.Scan(request, scope.Context.CancellationToken))
        {
            scope.ThrowIfCancelled();
            for (var row = 0; row < batch.Count; row++) Note(batch, row, measures);
        }

        object?[][] rows = [.. measures.Select(object?[] (measure) => [measure.Key.Name, measure.Key.Type, DimensionsOf(measure.Value)])];
        var columns = Types.Select((type, i) => Columns.FromObjects(type, Array.ConvertAll(rows, row => row[i]), rows.Length));
        yield return new Batch([.. columns], rows.Length);
    }

    private void Note(Batch batch, int row, SortedDictionary<(string Name, string Type), SortedSet<string>> measures)
    {
        var (name, type) = ("", "multi");
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            var column = schema.Columns[i];
            if (column.Role == ColumnRole.MeasureName) name = (string)batch.Columns[i][row]!;
            else if (column.Role == ColumnRole.ScalarMeasure && !batch.Columns[i].IsNull(row)) type = column.Type.DisplayName;
        }

        if (_pattern is not null && !_pattern.IsMatch(name)) return;
        if (!measures.TryGetValue((name, type), out var dimensions))
            measures[(name, type)] = dimensions = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            if (schema.Columns[i].Role == ColumnRole.Dimension && !batch.Columns[i].IsNull(row)) dimensions.Add(schema.Columns[i].Name);
        }
    }

    private static object?[] DimensionsOf(SortedSet<string> names) => [.. names.Select(name => new object?[] { name, "varchar" })];
}
