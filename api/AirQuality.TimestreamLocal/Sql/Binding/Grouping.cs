using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Execution.Operators;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>GROUP BY: turns expressions over rows into expressions over groups, and collects the aggregates they need.</summary>
internal sealed class Grouping(IReadOnlyList<BoundExpression> keys)
{
    private readonly List<string> _keyTexts = [.. keys.Select(key => key.Key())];
    private readonly List<AggregateExpression> _aggregates = [];
    private readonly Dictionary<string, int> _aggregateIndexes = [];

    /// <summary>The expression over the groups.</summary>
    /// <exception cref="SqlException">It names a column that is neither a key nor inside an aggregate.</exception>
    public BoundExpression Over(BoundExpression expression, SourcePosition at) => expression.Rewrite(part =>
    {
        var key = _keyTexts.Count == 0 || part is ConstantExpression ? -1 : _keyTexts.IndexOf(part.Key());
        if (key >= 0) return new ColumnExpression(part.Type, key, "", at);
        return part switch
        {
            AggregateExpression { OutputUse: { } use } =>
                throw new SqlException(use, "Invalid reference to output projection attribute from ORDER BY aggregation"),
            AggregateExpression aggregate => new ColumnExpression(aggregate.Type, keys.Count + IndexOf(aggregate), "", at),
            ColumnExpression column =>
                throw new SqlException(at, $"'{column.Name}' must be an aggregate expression or appear in GROUP BY clause"),
            SubqueryExpression subquery => OverSubquery(subquery, at),
            _ => null,
        };
    });

    /// <summary>A column that a subquery takes from outside is refused where the subquery names it.</summary>
    private BoundExpression OverSubquery(SubqueryExpression subquery, SourcePosition at) => subquery.With(
    [
        .. subquery.Children.Take(subquery.OperandCount).Select(operand => Over(operand, at)),
        .. subquery.Children.Skip(subquery.OperandCount).Select(
            capture => Over(capture, capture.Flatten().OfType<ColumnExpression>().FirstOrDefault()?.Position ?? at)),
    ]);

    /// <summary>The operator that makes the groups, once all expressions over them are known.</summary>
    public Operator Plan(Operator input)
    {
        NewestRows.WantForGroups(input, keys, _aggregates);
        var groups = new AggregateOperator(input, keys, _aggregates);
        return keys.Count == 0 ? TallyOperator.For(input, _aggregates, groups) : groups;
    }

    private int IndexOf(AggregateExpression aggregate)
    {
        var key = aggregate.Key();
        if (_aggregateIndexes.TryGetValue(key, out var index)) return index;
        _aggregates.Add(aggregate);
        return _aggregateIndexes[key] = _aggregates.Count - 1;
    }
}
