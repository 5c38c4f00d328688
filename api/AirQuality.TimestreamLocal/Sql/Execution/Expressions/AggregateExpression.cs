using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>A call of an aggregate. It is no expression over rows: grouping puts a column of the grouped rows in its place.</summary>
/// <param name="function">The aggregate.</param>
/// <param name="isDistinct">Whether equal arguments count once.</param>
/// <param name="directions">How the sort keys sort.</param>
/// <param name="parts">The arguments, the sort keys, and the filter if there is one.</param>
internal sealed class AggregateExpression(
    ResolvedAggregate function, bool isDistinct, IReadOnlyList<SortDirection> directions, IReadOnlyList<BoundExpression> parts)
    : BoundExpression(function.ResultType, parts)
{
    private readonly int _arguments = function.ParameterTypes.Count;

    public ResolvedAggregate Function => function;

    public bool IsDistinct => isDistinct;

    /// <summary>Where it names a column of the select list, as it must not in ORDER BY: that column is made of aggregates itself.</summary>
    public SourcePosition? OutputUse { get; init; }

    public IReadOnlyList<SortDirection> Directions => directions;

    /// <summary>Whether its accumulators grow with the rows: those of arrays and series, and of approximations that are exact
    /// here.</summary>
    public bool KeepsValues => Type is not ScalarType || function.Name.StartsWith("approx_", StringComparison.Ordinal);

    public IReadOnlyList<BoundExpression> Arguments => [.. Children.Take(_arguments)];

    public IReadOnlyList<BoundExpression> SortKeys => [.. Children.Skip(_arguments).Take(directions.Count)];

    public BoundExpression? Filter => Children.Skip(_arguments + directions.Count).FirstOrDefault();

    protected override string Label => $"{function.Name}:{isDistinct}:{string.Join('/', directions)}:{Children.Count}";

    public override Vector Evaluate(Batch batch, RunScope scope) => throw new InvalidOperationException("An aggregate outside grouping");

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) =>
        new AggregateExpression(function, isDistinct, directions, children) { OutputUse = OutputUse };
}
