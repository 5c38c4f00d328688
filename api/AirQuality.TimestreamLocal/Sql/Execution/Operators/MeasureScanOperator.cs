using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>SHOW MEASURES: a table's measure names, the types of their values, and the dimensions beside them.</summary>
internal sealed class MeasureScanOperator(IRowSource source, TableSchema schema, string? pattern, IReadOnlyList<SqlType> types)
    : Operator(types)
{
    private static readonly Comparer<(string Name, string Type)> ByName = Comparer<(string Name, string Type)>.Create((a, b) =>
        ValueComparer.CompareText(a.Name, b.Name) is var order and not 0 ? order : ValueComparer.CompareText(a.Type, b.Type));

    private readonly LikePattern? _pattern = pattern is null ? null : new LikePattern(pattern, null);

    public override IEnumerable<Batch> Run(RunScope scope)
    {
        var measures = new SortedDictionary<(string Name, string Type), SortedSet<string>>(ByName);
        foreach (var shape in source.Measures(schema))
        {
            scope.ThrowIfCancelled();
            if (_pattern is null || _pattern.IsMatch(shape.MeasureName)) Note(shape, measures);
        }

        object?[][] rows = [.. measures.Select(object?[] (measure) => [measure.Key.Name, measure.Key.Type, DimensionsOf(measure.Value)])];
        var columns = Types.Select((type, i) => Columns.FromObjects(type, Array.ConvertAll(rows, row => row[i]), rows.Length));
        yield return new Batch([.. columns], rows.Length);
    }

    private static void Note(MeasureShape shape, SortedDictionary<(string Name, string Type), SortedSet<string>> measures)
    {
        foreach (var type in shape.Types)
        {
            if (!measures.TryGetValue((shape.MeasureName, type), out var dimensions))
                measures[(shape.MeasureName, type)] = dimensions = new SortedSet<string>(StringComparer.Ordinal);
            dimensions.UnionWith(shape.Dimensions);
        }
    }

    private static object?[] DimensionsOf(SortedSet<string> names) => [.. names.Select(name => new object?[] { name, "varchar" })];
}
