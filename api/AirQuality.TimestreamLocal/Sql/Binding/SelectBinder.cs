using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Execution.Operators;
using AirQuality.TimestreamLocal.Sql.Syntax;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>One SELECT: rows, WHERE, groups, HAVING, windows, columns, DISTINCT, ORDER BY, LIMIT, in this order.</summary>
internal sealed class SelectBinder(BinderContext context, Scope? outer, NamedQueries? queries)
{
    public BoundQuery Bind(SelectBody select, IReadOnlyList<SortItem> orderBy, long? limit)
    {
        var relation = select.From is null ? Relation.SingleRow : new FromBinder(context, outer, queries).Bind(select.From);
        var scope = new Scope(relation, outer);
        var binder = new ExpressionBinder(context, scope, queries) { QueryPosition = select.Position };
        var where = BindWhere(select, binder);
        var items = select.Items.SelectMany(item => BindItem(item, binder, relation)).ToList();
        var keys = BindGroupBy(select, binder, items);
        var having = select.Having is null ? null : binder.BindCondition(select.Having, "HAVING clause");
        if (having?.Flatten().OfType<WindowExpression>().FirstOrDefault() is { } window)
            throw new SqlException(window.Position, "HAVING clause cannot contain window functions");
        var sorts = BindOrderBy(select, orderBy, items, relation);

        var plan = SourcePlanner.Plan(relation.Node, [.. LogicalExpression.Conjuncts(where)]);
        List<Placed> all = [.. items.Select(item => item.Placed), .. sorts];
        if (keys is not null || HasAggregates(all) || having is not null)
            plan = Group(plan, keys ?? [], all, having is null ? null : new Placed(having, select.Having!.Position));
        plan = AddWindows(plan, all);
        plan = Finish(plan, all, select, orderBy, items.Count, limit);
        return new BoundQuery(plan, [.. items.Select(item => new OutputColumn(item.Name, item.Placed.Expression.Type, item.Origin))]);
    }

    private static BoundExpression? BindWhere(SelectBody select, ExpressionBinder binder)
    {
        if (select.Where is null) return null;
        var where = binder.BindCondition(select.Where, "WHERE clause");
        Clauses.RefuseAggregates(where, select.Where.Position, "WHERE clause");
        return where;
    }

    private static IEnumerable<Item> BindItem(SelectItem item, ExpressionBinder binder, Relation relation)
    {
        if (item is SelectExpression { Expression: var written } single)
        {
            var name = single.Alias ?? written switch { Identifier column => column.Name, Dereference column => column.Field, _ => null };
            var bound = binder.Bind(written);
            var origin = relation.OriginOf(bound);
            if (single.Alias is not null) origin = origin with { IsAliased = true };
            return [new Item(name, new Placed(bound, written.Position), origin)];
        }

        var all = (AllColumns)item;
        var fields = relation.Fields.Where(field => field.IsFrom(all.Qualifier)).ToList();
        if (ReferenceEquals(relation, Relation.SingleRow))
            throw new SqlException(item.Position, "SELECT * not allowed in queries without FROM clause");
        if (fields.Count == 0) throw new SqlException(item.Position, $"Table '{string.Join('.', all.Qualifier)}' not found");
        return fields.Select(field => new Item(field.Name, new Placed(relation.Use(field, item.Position), item.Position), field.Origin));
    }

    private static List<BoundExpression>? BindGroupBy(SelectBody select, ExpressionBinder binder, List<Item> items)
    {
        if (select.GroupBy is null) return null;
        var keys = new List<BoundExpression>();
        foreach (var written in select.GroupBy.Keys)
        {
            var place = Ordinals.Find(written, items.Count, "GROUP BY");
            var key = place is { } column ? items[column].Placed.Expression : binder.Bind(written);
            Clauses.RefuseAggregates(key, written.Position, "GROUP BY clause");
            keys.Add(key);
        }

        return keys;
    }

    /// <summary>ORDER BY sees the select list's names before the columns, and numbers as places in the list.</summary>
    private List<Placed> BindOrderBy(SelectBody select, IReadOnlyList<SortItem> orderBy, List<Item> items, Relation relation)
    {
        Field[] aliases = [.. items.Where(item => item.Name is not null).Select(item => new Field([], item.Name, item.Placed.Expression))];
        var sorts = new List<Placed>();
        foreach (var item in orderBy)
        {
            var scope = new Scope(relation, outer) { Aliases = aliases };
            var binder = new ExpressionBinder(context, scope, queries) { QueryPosition = select.Position };
            var place = Ordinals.Find(item.Key, items.Count, "ORDER BY");
            var key = place is { } column ? items[column].Placed.Expression : binder.Bind(item.Key);
            // An expression over aliases is computed after DISTINCT, so it is none of the select list, however alike it looks.
            var isOverAliases = scope.AliasUses.Count > 0 && item.Key is not Identifier;
            if (select.IsDistinct && (isOverAliases || !items.Exists(selected => selected.Placed.Expression.Key() == key.Key())))
                throw new SqlException(select.Position, "For SELECT DISTINCT, ORDER BY expressions must appear in select list");
            sorts.Add(new Placed(key, item.Key.Position));
        }

        return sorts;
    }

    private static bool HasAggregates(List<Placed> expressions) =>
        expressions.Exists(placed => placed.Expression.Flatten().Any(part => part is AggregateExpression));

    private static Operator Group(Operator input, List<BoundExpression> keys, List<Placed> expressions, Placed? having)
    {
        var grouping = new Grouping(keys);
        for (var i = 0; i < expressions.Count; i++)
            expressions[i] = expressions[i] with { Expression = grouping.Over(expressions[i].Expression, expressions[i].Position) };
        var condition = having is null ? null : grouping.Over(having.Expression, having.Position);
        var plan = grouping.Plan(input);
        foreach (var part in LogicalExpression.Conjuncts(condition)) plan.Narrow(part);
        return condition is null ? plan : new FilterOperator(plan, condition);
    }

    private static Operator AddWindows(Operator input, List<Placed> expressions)
    {
        var windows = new List<WindowExpression>();
        var places = new Dictionary<string, int>();
        for (var i = 0; i < expressions.Count; i++)
        {
            expressions[i] = expressions[i] with
            {
                Expression = expressions[i].Expression.Rewrite(part =>
                {
                    if (part is not WindowExpression window) return null;
                    if (places.TryAdd(window.Key(), windows.Count)) windows.Add(window);
                    return new ColumnExpression(window.Type, input.Types.Count + places[window.Key()], "", default);
                }),
            };
        }

        return windows.Count == 0 ? input : new WindowOperator(input, windows);
    }

    /// <summary>Computes the columns and the sort keys that are none of them, and does what comes after.</summary>
    private static Operator Finish(
        Operator input, List<Placed> all, SelectBody select, IReadOnlyList<SortItem> orderBy, int width, long? limit)
    {
        var columns = all.Take(width).Select(placed => placed.Expression).ToList();
        var places = columns.Select(column => column.Key()).ToList();
        var keys = new List<int>();
        foreach (var (sort, _) in all.Skip(width))
        {
            var place = places.IndexOf(sort.Key());
            if (place < 0)
            {
                place = columns.Count;
                columns.Add(sort);
                places.Add(sort.Key());
            }

            keys.Add(place);
        }

        if (select.IsDistinct) NewestRows.WantForGroups(input, columns, []);
        Operator project = new ProjectOperator(input, columns);
        if (select.IsDistinct) project = new DistinctOperator(project);
        return Ordinals.SortAndLimit(project, width, orderBy, keys, limit);
    }

    /// <summary>An expression and where errors about it point.</summary>
    private sealed record Placed(BoundExpression Expression, SourcePosition Position);

    private sealed record Item(string? Name, Placed Placed, ColumnOrigin Origin);
}
