using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>A call with OVER. It is no expression over rows: a column of the window operator stands in its place.</summary>
internal sealed class WindowExpression : BoundExpression
{
    private readonly int _arguments;
    private readonly int _partitions;

    /// <summary>The parts are arguments, partition keys, sort keys, then for each of the frame's bounds that has an offset what that means:
    /// with ROWS the offset, with RANGE the sort key that the bound stands at.</summary>
    public WindowExpression(
        SqlType type, string name, ResolvedAggregate? aggregate, WindowShape shape, int arguments, int partitions,
        IReadOnlyList<BoundExpression> parts)
        : base(type, parts) => (Name, Aggregate, Shape, _arguments, _partitions) = (name, aggregate, shape, arguments, partitions);

    /// <summary>Where the query calls it.</summary>
    public SourcePosition Position { get; init; }

    /// <summary>The function, lower case.</summary>
    public string Name { get; }

    /// <summary>The aggregate, where the function is one.</summary>
    public ResolvedAggregate? Aggregate { get; }

    public WindowShape Shape { get; }

    public IReadOnlyList<BoundExpression> Arguments => [.. Children.Take(_arguments)];

    public IReadOnlyList<BoundExpression> PartitionKeys => [.. Children.Skip(_arguments).Take(_partitions)];

    public IReadOnlyList<BoundExpression> SortKeys => [.. Children.Skip(_arguments + _partitions).Take(Shape.Directions.Count)];

    public IReadOnlyList<BoundExpression> Bounds => [.. Children.Skip(_arguments + _partitions + Shape.Directions.Count)];

    protected override string Label =>
        $"{Name}:{_arguments}:{_partitions}:{string.Join('/', Shape.Directions)}:{Shape.Frame}:{Shape.IgnoreNulls}";

    public override Vector Evaluate(Batch batch, RunScope scope) =>
        throw new InvalidOperationException("A window function outside its operator");

    public override BoundExpression With(IReadOnlyList<BoundExpression> children) =>
        new WindowExpression(Type, Name, Aggregate, Shape, _arguments, _partitions, children) { Position = Position };
}

/// <summary>Order and frame of a window.</summary>
/// <param name="Directions">How the sort keys sort.</param>
/// <param name="Frame">Which rows of the partition count.</param>
/// <param name="IgnoreNulls">Whether value functions step over NULLs.</param>
internal sealed record WindowShape(IReadOnlyList<SortDirection> Directions, FrameShape Frame, bool IgnoreNulls);

/// <summary>ROWS counts rows, RANGE takes all rows of equal sort keys together.</summary>
internal readonly record struct FrameShape(bool IsRows, FrameBoundKind Start, FrameBoundKind End)
{
    /// <summary>What an OVER without a frame means: from the partition's begin to the last row of equal sort keys.</summary>
    public static FrameShape Default => new(IsRows: false, FrameBoundKind.UnboundedPreceding, FrameBoundKind.CurrentRow);
}
