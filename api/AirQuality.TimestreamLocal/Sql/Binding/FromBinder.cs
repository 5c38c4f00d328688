using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Execution.Operators;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>The FROM clause: which rows, under which names.</summary>
internal sealed class FromBinder(BinderContext context, Scope? outer, NamedQueries? queries)
{
    /// <summary>Binds an item.</summary>
    /// <param name="item">It.</param>
    /// <param name="left">What stands before it, which UNNEST can use.</param>
    public Relation Bind(FromItem item, Relation? left = null)
    {
        context.Enter(item.Position);
        var relation = item switch
        {
            TableItem table => BindTable(table.Table),
            SubqueryItem subquery => Relation.Of(new QueryBinder(context).Bind(subquery.Query, outer, queries), []),
            AliasedItem aliased => BindAlias(aliased, left),
            JoinItem join => BindJoin(join),
            UnnestItem unnest => BindUnnest(unnest, left ?? Relation.SingleRow),
            _ => throw new InvalidOperationException($"Unknown FROM item {item.GetType()}"),
        };
        context.Leave();
        return relation;
    }

    private Relation BindTable(TableName name)
    {
        if (name.Parts is [var only] && NamedQueries.Find(queries, only.Text) is { } found) return BindNamedQuery(found);
        var schema = TableLookup.Find(context.Source, name);
        context.Tables.Add((schema.Database, schema.Table));
        var scan = new ScanOperator(context.Source, schema);
        string[] qualifier = [schema.Database, schema.Table];
        var origin = new ColumnOrigin(schema.Database, schema.Table, IsAliased: false);
        var fields = schema.Columns.Select((column, i) => Relation.Column(qualifier, column.Name, column.Type, i, origin));
        return new Relation(new LeafNode(scan), [.. fields]);
    }

    private Relation BindNamedQuery(NamedQueries found)
    {
        var named = found.Query;
        var query = new QueryBinder(context).Bind(named.Query, null, found.Before);
        return Rename(Relation.Of(query, []), named.Name.Text, named.Columns, named.Name.Position);
    }

    private Relation BindAlias(AliasedItem aliased, Relation? left)
    {
        var relation = Bind(aliased.Item, left);
        if (aliased.Item is UnnestItem && left is not null)
        {
            // Only what UNNEST added is renamed; the rows beside it keep their names.
            var added = relation with { Fields = [.. relation.Fields.Skip(left.Fields.Count)] };
            added = Rename(added, aliased.Alias.Text, aliased.Columns, aliased.Position);
            return relation with { Fields = [.. left.Fields, .. added.Fields] };
        }

        return Rename(relation, aliased.Alias.Text, aliased.Columns, aliased.Position);
    }

    private static Relation Rename(Relation relation, string alias, IReadOnlyList<Name> columns, SourcePosition at)
    {
        if (columns.Count > 0 && columns.Count != relation.Fields.Count)
        {
            throw new SqlException(
                at, $"Column alias list has {columns.Count} entries but '{alias}' has {relation.Fields.Count} columns available");
        }

        return relation with { Fields = [.. relation.Fields.Select((field, i) => Renamed(field, i))] };

        Field Renamed(Field field, int i) => columns.Count == 0
            ? field with { Qualifier = [alias] }
            : field with { Qualifier = [alias], Name = columns[i].Text, Origin = field.Origin with { IsAliased = true } };
    }

    private Relation BindJoin(JoinItem join)
    {
        var left = Bind(join.Left);
        if (join.Right is UnnestItem or AliasedItem { Item: UnnestItem })
        {
            var isOnTrue = join.On is Literal { Value: true };
            var keepsEmpty = join.Kind == JoinKind.Left;
            if (join.Kind != JoinKind.Cross && !(isOnTrue && (keepsEmpty || join.Kind == JoinKind.Inner)))
            {
                var at = isOnTrue ? join.Left.Position : join.On?.Position ?? join.Left.Position;
                throw new SqlException(at, "UNNEST can be joined with CROSS JOIN, or with JOIN or LEFT JOIN … ON true");
            }

            var unnested = Bind(join.Right, left);
            return unnested with { Node = (UnnestNode)unnested.Node with { KeepsEmpty = keepsEmpty } };
        }

        return JoinBinder.Join(context, join, left, Bind(join.Right), outer, queries);
    }

    private Relation BindUnnest(UnnestItem unnest, Relation left)
    {
        var binder = new ExpressionBinder(context, new Scope(left, outer), queries);
        var collections = unnest.Expressions.Select(binder.Bind).ToList();
        for (var i = 0; i < collections.Count; i++)
        {
            if (collections[i].Type == SqlType.Unknown || LambdaTypes.ElementOf(collections[i].Type) is null)
                throw new SqlException(unnest.Expressions[i].Position, $"Cannot unnest type: {collections[i].Type}");
        }

        var columns = collections.SelectMany(collection => UnnestedColumns(collection.Type)).ToList();
        if (unnest.WithOrdinality) columns.Add((null, SqlType.BigInt));
        var width = left.Node.Width;
        return new Relation(
            new UnnestNode(left.Node, collections, unnest.WithOrdinality, columns.Count),
            [.. left.Fields, .. columns.Select((column, i) => Relation.Column([], column.Name, column.Type, width + i))]);
    }

    /// <summary>An unnested series has the columns time and value; others have no names until an alias gives them.</summary>
    private static IEnumerable<(string? Name, SqlType Type)> UnnestedColumns(SqlType collection) => LambdaTypes.ElementOf(collection) switch
    {
        RowType row => row.Fields.Select(field => (field.Name, field.Type)),
        var element => [(null, element!)],
    };
}
