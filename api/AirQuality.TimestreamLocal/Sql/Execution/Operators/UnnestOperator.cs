using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>Each input row once for every element of its arrays or series, side by side; shorter ones give NULLs.</summary>
internal sealed class UnnestOperator(Operator input, IReadOnlyList<BoundExpression> collections, bool withOrdinality, bool keepsEmpty)
    : Operator(
    [
        .. input.Types,
        .. collections.SelectMany(collection => ColumnsOf(collection.Type)),
        .. Enumerable.Repeat(SqlType.BigInt, withOrdinality ? 1 : 0),
    ])
{
    /// <summary>The columns that one collection becomes: time and value of a series, the fields of an array of rows, else the
    /// element.</summary>
    public static IReadOnlyList<SqlType> ColumnsOf(SqlType collection) => LambdaTypes.ElementOf(collection) switch
    {
        RowType row => [.. row.Fields.Select(field => field.Type)],
        { } element => [element],
        null => throw new ArgumentException($"No collection: {collection}", nameof(collection)),
    };

    public override IEnumerable<Batch> Run(RunScope scope)
    {
        foreach (var batch in input.Run(scope))
        {
            var values = collections.Select(collection => collection.Evaluate(batch, scope)).ToArray();
            for (var row = 0; row < batch.Count; row++)
            {
                var at = row;
                var lists = Array.ConvertAll(values, value => value[at] as object?[] ?? []);
                var length = lists.Max(list => list.Length);
                scope.Budget.Make(length);
                if (length > 0 || keepsEmpty) yield return Expand(batch, row, lists, length);
            }
        }
    }

    private Batch Expand(Batch batch, int row, object?[][] lists, int length)
    {
        var isEmpty = length == 0;
        length = Math.Max(length, 1);
        var rows = new int[length];
        Array.Fill(rows, row);
        var columns = new List<Vector>(batch.Gather(rows).Columns);
        for (var i = 0; i < lists.Length; i++)
        {
            var types = ColumnsOf(collections[i].Type);
            var isRow = LambdaTypes.ElementOf(collections[i].Type) is RowType;
            for (var field = 0; field < types.Count; field++)
                columns.Add(FieldColumn(types[field], lists[i], isRow ? field : null, length));
        }

        if (withOrdinality)
            columns.Add(Columns.FromObjects(SqlType.BigInt, [.. Ordinals(length, isEmpty)], length));
        return new Batch([.. columns], length);
    }

    private static IEnumerable<object?> Ordinals(int length, bool isEmpty) =>
        Enumerable.Range(1, length).Select(object? (at) => isEmpty ? null : (long)at);

    private static Vector FieldColumn(SqlType type, object?[] list, int? field, int length)
    {
        var values = new object?[length];
        for (var i = 0; i < list.Length; i++)
        {
            values[i] = (list[i], field) switch
            {
                (var element, null) => element,
                (SeriesPoint point, 0) => point.TimeNs,
                (SeriesPoint point, _) => point.Value,
                (object?[] fields, { } index) => fields[index],
                _ => null,
            };
        }

        return Columns.FromObjects(type, values, length);
    }
}
