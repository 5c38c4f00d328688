using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Execution.Operators;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>Rows and the names of their columns.</summary>
internal sealed record Relation(SourceNode Node, IReadOnlyList<Field> Fields)
{
    /// <summary>The one row of no columns that a SELECT without FROM reads.</summary>
    public static Relation SingleRow { get; } = new(new LeafNode(ValuesOperator.SingleRow), []);

    /// <summary>The rows of a query, its columns under a qualifier.</summary>
    public static Relation Of(BoundQuery query, IReadOnlyList<string> qualifier) => new(
        new LeafNode(query.Operator), [.. query.Columns.Select((column, i) => Column(qualifier, column.Name, column.Type, i, column.Origin))]);

    /// <summary>A field that is a column of the rows as it stands.</summary>
    public static Field Column(IReadOnlyList<string> qualifier, string? name, SqlType type, int index, ColumnOrigin origin = default) =>
        new(qualifier, name, new ColumnExpression(type, index, name ?? "", default)) { Origin = origin };

    /// <summary>Where an expression that is nothing but a field comes from; others come from nowhere.</summary>
    public ColumnOrigin OriginOf(BoundExpression expression) => expression is ColumnExpression column
        ? Fields.FirstOrDefault(field => field.Value is ColumnExpression same && same.Index == column.Index)?.Origin ?? default
        : default;

    /// <summary>A field as an expression at some place of the query; the columns behind it will be read.</summary>
    public BoundExpression Use(Field field, SourcePosition at)
    {
        foreach (var column in field.Value.Flatten().OfType<ColumnExpression>()) Node.Use(column.Index);
        return field.Value is ColumnExpression single ? new ColumnExpression(single.Type, single.Index, field.Name ?? "", at) : field.Value;
    }
}

/// <summary>Where rows come from, before it is planned in which order and under which conditions they are read.</summary>
internal abstract record SourceNode(int Width)
{
    /// <summary>Says that a column will be read.</summary>
    public abstract void Use(int column);
}

/// <summary>A table, a subquery or VALUES.</summary>
internal sealed record LeafNode(Operator Operator) : SourceNode(Operator.Types.Count)
{
    public override void Use(int column) => (Operator as ScanOperator)?.Use(column);
}

/// <summary>A join; the condition is over the columns of both sides.</summary>
internal sealed record JoinNode(JoinKind Kind, SourceNode Left, SourceNode Right, BoundExpression? On)
    : SourceNode(Left.Width + Right.Width)
{
    public override void Use(int column)
    {
        if (column < Left.Width) Left.Use(column);
        else Right.Use(column - Left.Width);
    }
}

/// <summary>Rows beside the elements of their collections.</summary>
internal sealed record UnnestNode(SourceNode Input, IReadOnlyList<BoundExpression> Collections, bool WithOrdinality, int Added)
    : SourceNode(Input.Width + Added)
{
    /// <summary>Whether a row whose collections are all empty stays, with NULLs beside it.</summary>
    public bool KeepsEmpty { get; init; }

    public override void Use(int column)
    {
        if (column < Input.Width) Input.Use(column);
    }
}
