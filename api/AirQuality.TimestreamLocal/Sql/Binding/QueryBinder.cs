using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Execution.Operators;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>A column of a query; the name is null for an expression that was given none.</summary>
internal readonly record struct OutputColumn(string? Name, SqlType Type);

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
            Bind(named.Query, null, queries);
            queries = new NamedQueries(named, queries);
        }

        return queries;
    }

    private BoundQuery BindBody(QueryBody body, Scope? outer, NamedQueries? queries)
    {
        context.Enter(body.Position);
        var bound = body switch
        {
            SelectBody select => new SelectBinder(context, outer, queries).Bind(select, [], null),
            ParenthesizedBody inner => Bind(inner.Query, outer, queries),
            ValuesBody values => BindValues(values, outer, queries),
            SetOperation operation => Combine(operation, BindBody(operation.Left, outer, queries), BindBody(operation.Right, outer, queries)),
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

        IReadOnlyList<BoundExpression>[] coerced = [.. rows.Select(row => row.Select((value, i) => value.To(types[i], values.Position)).ToList())];
        return new BoundQuery(new ValuesOperator(types, coerced), [.. types.Select(type => new OutputColumn(null, type))]);
    }

    private static BoundQuery Combine(SetOperation operation, BoundQuery left, BoundQuery right)
    {
        var at = operation.Position;
        if (left.Columns.Count != right.Columns.Count)
            throw new SqlException(at, $"{Name(operation)} query has different number of fields: {left.Columns.Count}, {right.Columns.Count}");
        SqlType[] types = [.. left.Columns.Select((column, i) => Coercion.CommonType(column.Type, right.Columns[i].Type)
            ?? throw new SqlException(at, $"column {i + 1} in {Name(operation)} query has incompatible types: {column.Type}, {right.Columns[i].Type}"))];
        var (a, b) = (As(left, types, at), As(right, types, at));
        Operator combined = operation.Operator switch
        {
            SetOperator.Union when operation.IsAll => new ConcatOperator(a, b),
            SetOperator.Union => new DistinctOperator(new ConcatOperator(a, b)),
            _ => new MembershipOperator(a, b, operation.Operator == SetOperator.Intersect, operation.IsAll),
        };
        return new BoundQuery(combined, [.. left.Columns.Select((column, i) => column with { Type = types[i] })]);
    }

    private static string Name(SetOperation operation) => operation.Operator.ToString().ToUpperInvariant();

    private static Operator As(BoundQuery query, SqlType[] types, SourcePosition at)
    {
        if (query.Columns.Select(column => column.Type).SequenceEqual(types)) return query.Operator;
        return new ProjectOperator(query.Operator, [.. types.Select((type, i) => new ColumnExpression(query.Columns[i].Type, i, "", at).To(type, at))]);
    }

    /// <summary>ORDER BY and LIMIT over the columns of a body that is no SELECT.</summary>
    private BoundQuery Order(BoundQuery body, Query query, NamedQueries? queries)
    {
        Field[] fields = [.. body.Columns.Select((column, i) => new Field([], column.Name, new ColumnExpression(column.Type, i, column.Name ?? "", default)))];
        var binder = new ExpressionBinder(context, new Scope(new Relation(new LeafNode(body.Operator), fields), null), queries);
        var keys = query.OrderBy.Select(item => Ordinals.Find(item.Key, fields.Length, "ORDER BY") is { } column ? fields[column].Value : binder.Bind(item.Key)).ToList();
        for (var i = 0; i < keys.Count; i++) Clauses.RefuseAggregates(keys[i], query.OrderBy[i].Key.Position, "ORDER BY of a set operation");
        var project = keys.Count == 0 ? body.Operator : new ProjectOperator(body.Operator, [.. fields.Select(field => field.Value), .. keys]);
        return body with { Operator = Ordinals.SortAndLimit(project, fields.Length, query.OrderBy, [.. Enumerable.Range(fields.Length, keys.Count)], query.Limit) };
    }
}
