using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Syntax;

/// <summary>An expression as written. <paramref name="Position"/> is where engines of the family report its errors: an operator's own
/// place, and the beginning of everything else.</summary>
internal abstract record Expression(SourcePosition Position);

/// <summary>NULL, TRUE, a number or a text.</summary>
internal sealed record Literal(SourcePosition Position, SqlType Type, object? Value) : Expression(Position);

/// <summary><c>timestamp '…'</c>, <c>DOUBLE '0.0'</c>.</summary>
internal sealed record TypedLiteral(SourcePosition Position, string TypeName, string Text) : Expression(Position);

/// <summary><c>5m</c>, <c>interval '2' day</c>; the unit is its full name.</summary>
internal sealed record IntervalLiteral(SourcePosition Position, string Text, string Unit) : Expression(Position);

/// <summary><c>@name</c>: a value that a prepared query leaves open.</summary>
internal sealed record Parameter(SourcePosition Position, string Name) : Expression(Position);

internal sealed record Identifier(SourcePosition Position, string Name) : Expression(Position);

internal sealed record Dereference(SourcePosition Position, Expression Base, string Field) : Expression(Position);

internal sealed record Unary(SourcePosition Position, string Symbol, Expression Operand) : Expression(Position);

internal sealed record Binary(SourcePosition Position, string Symbol, Expression Left, Expression Right) : Expression(Position);

/// <summary>A chain of AND or of OR, flat, so that long ones are not deep.</summary>
internal sealed record Logical(SourcePosition Position, bool IsAnd, IReadOnlyList<Expression> Operands) : Expression(Position);

internal sealed record Not(SourcePosition Position, Expression Operand) : Expression(Position);

internal sealed record IsNull(SourcePosition Position, Expression Operand) : Expression(Position);

internal sealed record Between(SourcePosition Position, Expression Value, Expression Low, Expression High) : Expression(Position);

internal sealed record InList(SourcePosition Position, Expression Value, IReadOnlyList<Expression> Items) : Expression(Position);

internal sealed record InSubquery(SourcePosition Position, Expression Value, Query Query) : Expression(Position);

internal sealed record Like(SourcePosition Position, Expression Value, Expression Pattern, Expression? Escape) : Expression(Position);

internal sealed record Exists(SourcePosition Position, Query Query) : Expression(Position);

internal sealed record ScalarSubquery(SourcePosition Position, Query Query) : Expression(Position);

/// <summary><c>x &lt; ALL (SELECT …)</c>; ANY and SOME are the same.</summary>
internal sealed record Quantified(SourcePosition Position, Expression Value, string Symbol, bool IsAll, Query Query) : Expression(Position);

/// <summary>CASE; with an operand the conditions are values to compare it with.</summary>
internal sealed record Case(SourcePosition Position, Expression? Operand, IReadOnlyList<WhenClause> Whens, Expression? Otherwise)
    : Expression(Position);

internal sealed record WhenClause(Expression Condition, Expression Result);

internal sealed record Cast(SourcePosition Position, Expression Operand, TypeName Type, bool IsTry) : Expression(Position);

internal sealed record Extract(SourcePosition Position, string Field, Expression Operand) : Expression(Position);

internal sealed record RowConstructor(SourcePosition Position, IReadOnlyList<Expression> Fields) : Expression(Position);

internal sealed record ArrayConstructor(SourcePosition Position, IReadOnlyList<Expression> Items) : Expression(Position);

internal sealed record Subscript(SourcePosition Position, Expression Base, Expression Index) : Expression(Position);

internal sealed record Lambda(SourcePosition Position, IReadOnlyList<string> Parameters, Expression Body) : Expression(Position);

/// <summary>A call of a function, an aggregate or a window function: which one it is, the binder decides.</summary>
internal sealed record Call(SourcePosition Position, string Name, IReadOnlyList<Expression> Arguments) : Expression(Position)
{
    /// <summary><c>count(*)</c>.</summary>
    public bool IsStar { get; init; }

    public bool IsDistinct { get; init; }

    public IReadOnlyList<SortItem> OrderBy { get; init; } = [];

    public Expression? Filter { get; init; }

    /// <summary><c>IGNORE NULLS</c>, or its contrary <c>RESPECT NULLS</c>; null where neither is written.</summary>
    public bool? IgnoreNulls { get; init; }

    public WindowSpecification? Window { get; init; }
}

internal sealed record SortItem(Expression Key, bool Descending, bool NullsFirst);

internal sealed record WindowSpecification(
    SourcePosition Position, IReadOnlyList<Expression> PartitionBy, SourcePosition OrderPosition, IReadOnlyList<SortItem> OrderBy,
    WindowFrame? Frame);

internal sealed record WindowFrame(SourcePosition Position, bool IsRows, FrameBound Start, FrameBound End);

internal enum FrameBoundKind { UnboundedPreceding, Preceding, CurrentRow, Following, UnboundedFollowing }

internal sealed record FrameBound(FrameBoundKind Kind, Expression? Offset);

/// <summary>A type as written: <c>bigint</c>, <c>ARRAY(double)</c>, <c>ROW(a bigint)</c>.</summary>
internal sealed record TypeName(SourcePosition Position, string Name, IReadOnlyList<TypeArgument> Arguments)
{
    /// <summary>The n of <c>varchar(n)</c>.</summary>
    public int? Length { get; init; }
}

internal sealed record TypeArgument(string? FieldName, TypeName Type);
