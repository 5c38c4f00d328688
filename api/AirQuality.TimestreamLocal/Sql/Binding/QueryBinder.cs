using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Execution.Operators;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>A column of a query; the name is null for an expression that was given none.</summary>
internal readonly record struct OutputColumn(string? Name, SqlType Type, ColumnOrigin Origin = default)
{
    /// <summary>The name that results show: one without a name of its own is <c>_colN</c>, counted from 0.</summary>
    public string NameAt(int place) => Name ?? $"_col{place}";
}

/// <summary>A query ready to run.</summary>
internal sealed record BoundQuery(Operator Operator, IReadOnlyList<OutputColumn> Columns);

/// <summary>Queries: WITH, the body, ORDER BY and LIMIT.</summary>
internal sealed class QueryBinder(BinderContext context)
{
    public BoundQuery Bind(Query query, Scope? outer, NamedQueries? queries)
    {
        context.Enter(query.Body.Position);
        queries = AddNamed(query.With, queries);
        var bound = query.Body is SelectBody select
            ? new SelectBinder(context, outer, queries).Bind(select, query.OrderBy, query.Limit)
            : Order(BindBody(query.Body, outer, queries), query, queries);
        context.Leave();
        return bound;
    }

    /// <summary>Each query that WITH names must be valid, used or not; what uses it binds it anew.</summary>
    private NamedQueries? AddNamed(IReadOnlyList<NamedQuery> with, NamedQueries? queries)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var named in with)
        {
            if (!names.Add(named.Name.Text))
                throw new SqlException(named.Name.Position, $"WITH query name '{named.Name.Text}' specified more than once");
            CheckColumns(named.Columns, Bind(named.Query, null, queries).Columns.Count);
            queries = new NamedQueries(named, queries);
        }

        return queries;
    }

    private static void CheckColumns(IReadOnlyList<Name> aliases, int columns)
    {
        if (aliases.Count == 0) return;
        if (aliases.Count != columns)
        {
            throw new SqlException(
                aliases[0].Position, $"Column alias list has {aliases.Count} entries but relation has {columns} columns");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var alias in aliases)
        {
            if (!names.Add(alias.Text)) throw new SqlException(alias.Position, $"Column name '{alias.Text}' specified more than once");
        }
    }

    private BoundQuery BindBody(QueryBody body, Scope? outer, NamedQueries? queries)
    {
        context.Enter(body.Position);
        var bound = body switch
        {
            SelectBody select => new SelectBinder(context, outer, queries).Bind(select, [], null),
            ParenthesizedBody inner => Bind(inner.Query, outer, queries),
            ValuesBody values => BindValues(values, outer, queries),
            SetOperation operation =>
                Combine(operation, BindBody(operation.Left, outer, queries), BindBody(operation.Right, outer, queries)),
            _ => throw new InvalidOperationException($"Unknown query body {body.GetType()}"),
        };
        context.Leave();
        return bound;
    }

    private BoundQuery BindValues(ValuesBody values, Scope? outer, NamedQueries? queries)
    {
        var binder = new ExpressionBinder(context, new Scope(Relation.SingleRow, outer), queries);
        var rows = new List<IReadOnlyList<BoundExpression>>();
        var types = new List<SqlType>();
        foreach (var written in values.Rows)
        {
            var row = written is RowConstructor constructor ? constructor.Fields.Select(binder.Bind).ToList() : [binder.Bind(written)];
            if (rows.Count == 0) types = row.ConvertAll(_ => SqlType.Unknown);
            if (row.Count != types.Count)
                throw new SqlException(values.Position, $"Values rows have mismatched sizes: {types.Count} vs {row.Count}");
            for (var i = 0; i < row.Count; i++)
            {
                types[i] = Coercion.CommonType(types[i], row[i].Type)
                    ?? throw new SqlException(values.Position, $"Values rows have mismatched types: {types[i]} vs {row[i].Type}");
            }

            rows.Add(row);
        }

        var coerced = rows.ConvertAll(IReadOnlyList<BoundExpression> (row) =>
            [.. row.Select((value, i) => value.To(types[i], values.Position))]);
        return new BoundQuery(new ValuesOperator(types, coerced), [.. types.Select(type => new OutputColumn(null, type))]);
    }

    private static BoundQuery Combine(SetOperation operation, BoundQuery left, BoundQuery right)
    {
        var at = operation.Position;
        if (left.Columns.Count != right.Columns.Count)
        {
            throw new SqlException(
                at, $"{Name(operation)} query has different number of fields: {left.Columns.Count}, {right.Columns.Count}");
        }

        SqlType[] types = [.. left.Columns.Select((column, i) => CommonType(operation, i, column.Type, right.Columns[i].Type))];
        var (a, b) = (As(left, types, at), As(right, types, at));
        Operator combined = operation.Operator switch
        {
            SetOperator.Union when operation.IsAll => new ConcatOperator(a, b),
            SetOperator.Union => new DistinctOperator(new ConcatOperator(a, b)),
            _ => new MembershipOperator(a, b, operation.Operator == SetOperator.Intersect, operation.IsAll),
        };
        return new BoundQuery(combined, [.. left.Columns.Select((column, i) => column with { Type = types[i] })]);
    }

    private static SqlType CommonType(SetOperation operation, int column, SqlType left, SqlType right) => Coercion.CommonType(left, right)
        ?? throw new SqlException(
            operation.Position, $"column {column + 1} in {Name(operation)} query has incompatible types: {left}, {right}");

    private static string Name(SetOperation operation) => operation.Operator.ToString().ToUpperInvariant();

    private static Operator As(BoundQuery query, SqlType[] types, SourcePosition at)
    {
        if (query.Columns.Select(column => column.Type).SequenceEqual(types)) return query.Operator;
        var columns = types.Select((type, i) => new ColumnExpression(query.Columns[i].Type, i, "", at).To(type, at));
        return new ProjectOperator(query.Operator, [.. columns]);
    }

    /// <summary>ORDER BY and LIMIT over the columns of a body that is no SELECT.</summary>
    private BoundQuery Order(BoundQuery body, Query query, NamedQueries? queries)
    {
        var relation = Relation.Of(body, []);
        var width = relation.Fields.Count;
        var binder = new ExpressionBinder(context, new Scope(relation, null), queries);
        var columns = relation.Fields.Select(field => field.Value).ToList();
        foreach (var item in query.OrderBy)
        {
            var key = Ordinals.Find(item.Key, width, "ORDER BY") is { } column ? columns[column] : binder.Bind(item.Key);
            Clauses.RefuseAggregates(key, item.Key.Position, "ORDER BY of a set operation");
            columns.Add(key);
        }

        var input = query.OrderBy.Count == 0 ? body.Operator : new ProjectOperator(body.Operator, columns);
        var keys = Enumerable.Range(width, query.OrderBy.Count).ToList();
        return body with { Operator = Ordinals.SortAndLimit(input, width, query.OrderBy, keys, query.Limit) };
    }
}
