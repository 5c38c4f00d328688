using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>What a scan asks of the store: bounds of <c>time</c>, and equalities of <c>measure_name</c> and of dimensions. Never more than
/// the conditions say, and the executor filters again, so that a condition not understood here costs time and nothing else.</summary>
internal sealed class ScanPushdown
{
    private static readonly Batch OneRow = new([], 1);

    private readonly TableSchema _schema;
    private readonly RunScope _scope;
    private readonly Dictionary<string, IReadOnlyList<string>> _dimensions = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _measureNames;
    private long _fromNs = long.MinValue;
    private long _toNs = long.MaxValue;

    private ScanPushdown(TableSchema schema, RunScope scope) => (_schema, _scope) = (schema, scope);

    /// <summary>The request; null where no row can fulfil the conditions.</summary>
    public static ScanRequest? Request(
        TableSchema schema, IReadOnlyList<int> columns, IEnumerable<BoundExpression> conditions, RunScope scope)
    {
        var pushdown = new ScanPushdown(schema, scope);
        foreach (var condition in conditions) pushdown.Take(condition);
        if (pushdown._fromNs > pushdown._toNs) return null;
        return new ScanRequest(schema, columns, pushdown._fromNs, pushdown._toNs, pushdown._measureNames,
            [.. pushdown._dimensions.Select(dimension => new DimensionFilter(dimension.Key, dimension.Value))]);
    }

    private void Take(BoundExpression condition)
    {
        switch (condition)
        {
            case BetweenExpression { Value: ColumnExpression column } between:
                Compare(column, ">=", between.Low);
                Compare(column, "<=", between.High);
                break;
            case InListExpression { Value: ColumnExpression column } list when list.Items.All(item => item is ConstantExpression):
                Restrict(column, [.. list.Items.Select(item => ((ConstantExpression)item).Value).OfType<string>()]);
                break;
            case CallExpression { Children: [ColumnExpression column, var value] } call:
                Compare(column, call.Function.Name, value);
                break;
            case CallExpression { Children: [var value, ColumnExpression column] } call:
                Compare(column, Mirror(call.Function.Name), value);
                break;
        }
    }

    private void Compare(ColumnExpression column, string symbol, BoundExpression value)
    {
        if (!value.IsRowIndependent || ValueOf(value) is not { } constant) return;
        if (_schema.Columns[column.Index].Role == ColumnRole.Time && constant is long timeNs) BoundTime(symbol, timeNs);
        else if (symbol == "=" && constant is string text) Restrict(column, [text]);
    }

    private void BoundTime(string symbol, long timeNs)
    {
        if (symbol is ">=" or "=") _fromNs = Math.Max(_fromNs, timeNs);
        if (symbol is "<=" or "=") _toNs = Math.Min(_toNs, timeNs);
        if (symbol == ">" && timeNs < long.MaxValue) _fromNs = Math.Max(_fromNs, timeNs + 1);
        if (symbol == "<" && timeNs > long.MinValue) _toNs = Math.Min(_toNs, timeNs - 1);
    }

    private void Restrict(ColumnExpression column, IReadOnlyList<string> values)
    {
        var stored = _schema.Columns[column.Index];
        if (values.Count == 0 || stored.Type != SqlType.Varchar) return;
        if (stored.Role == ColumnRole.MeasureName) _measureNames ??= values;
        else if (stored.Role == ColumnRole.Dimension) _dimensions.TryAdd(stored.Name, values);
    }

    /// <summary>A constant that cannot be computed bounds nothing: the filter above reports it, if a row gets there.</summary>
    private object? ValueOf(BoundExpression value)
    {
        try
        {
            return value.Evaluate(OneRow, _scope)[0];
        }
        catch (SqlException)
        {
            return null;
        }
    }

    private static string Mirror(string symbol) => symbol switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => symbol,
    };
}
