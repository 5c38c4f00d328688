namespace AirQuality.TimestreamLocal.Sql.Syntax;

internal abstract record Statement;

internal sealed record QueryStatement(Query Query) : Statement;

internal sealed record ShowDatabases(string? Pattern) : Statement;

internal sealed record ShowTables(Name? Database, string? Pattern) : Statement;

internal sealed record ShowMeasures(TableName Table, string? Pattern) : Statement;

internal sealed record Describe(TableName Table) : Statement;

/// <summary>A name and where it stands.</summary>
internal readonly record struct Name(SourcePosition Position, string Text);

/// <summary>The name of a table or of a WITH query: its parts, last the name itself.</summary>
internal sealed record TableName(SourcePosition Position, IReadOnlyList<Name> Parts);

internal sealed record Query(
    SourcePosition Position, IReadOnlyList<NamedQuery> With, QueryBody Body, IReadOnlyList<SortItem> OrderBy, long? Limit);

internal sealed record NamedQuery(Name Name, IReadOnlyList<Name> Columns, Query Query);

internal abstract record QueryBody(SourcePosition Position);

internal sealed record SelectBody(
    SourcePosition Position,
    bool IsDistinct,
    IReadOnlyList<SelectItem> Items,
    FromItem? From,
    Expression? Where,
    GroupBy? GroupBy,
    Expression? Having) : QueryBody(Position);

internal sealed record ValuesBody(SourcePosition Position, IReadOnlyList<Expression> Rows) : QueryBody(Position);

internal sealed record ParenthesizedBody(SourcePosition Position, Query Query) : QueryBody(Position);

internal enum SetOperator { Union, Intersect, Except }

internal sealed record SetOperation(SourcePosition Position, SetOperator Operator, bool IsAll, QueryBody Left, QueryBody Right)
    : QueryBody(Position);

internal sealed record GroupBy(IReadOnlyList<Expression> Keys);

internal abstract record SelectItem(SourcePosition Position);

/// <summary><c>*</c> or <c>t.*</c>.</summary>
internal sealed record AllColumns(SourcePosition Position, IReadOnlyList<string> Qualifier) : SelectItem(Position);

internal sealed record SelectExpression(Expression Expression, string? Alias) : SelectItem(Expression.Position);

internal abstract record FromItem(SourcePosition Position);

internal sealed record TableItem(TableName Table) : FromItem(Table.Position);

internal sealed record SubqueryItem(SourcePosition Position, Query Query) : FromItem(Position);

internal sealed record UnnestItem(SourcePosition Position, IReadOnlyList<Expression> Expressions, bool WithOrdinality) : FromItem(Position);

internal sealed record AliasedItem(FromItem Item, Name Alias, IReadOnlyList<Name> Columns) : FromItem(Item.Position);

internal enum JoinKind { Cross, Inner, Left, Right, Full }

/// <summary>A join; a comma is a cross join. It has a condition or columns in USING, or neither.</summary>
internal sealed record JoinItem(
    SourcePosition Position, JoinKind Kind, FromItem Left, FromItem Right, Expression? On, IReadOnlyList<Name> Using) : FromItem(Position);
