using AirQuality.TimestreamLocal.Sql.Binding;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Syntax;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql;

/// <summary>Answers queries of the dialect over rows that a source finds.</summary>
/// <param name="source">Where tables and rows are.</param>
internal sealed class QueryEngine(IRowSource source)
{
    /// <summary>Parses and binds a statement: after this its columns are known and only its data can fail it.</summary>
    /// <exception cref="SqlException">The text is not in the dialect, names what does not exist, combines types that do not fit, or
    /// leaves a parameter open.</exception>
    public PreparedQuery Prepare(string sql)
    {
        var context = new BinderContext(source);
        return new PreparedQuery(Bind(sql, context), context.Tables.Count);
    }

    /// <summary>Says what a statement would give and which parameters it leaves open.</summary>
    /// <exception cref="SqlException">As for <see cref="Prepare"/>, or a parameter stands where no one value fits.</exception>
    public QueryDescription Describe(string sql)
    {
        var parameters = new OpenParameters();
        var bound = Bind(sql, new BinderContext(source) { Parameters = parameters });
        return new QueryDescription(
            [.. bound.Columns.Select((column, i) => column with { Name = column.NameAt(i) })], parameters.All);
    }

    private BoundQuery Bind(string sql, BinderContext context)
    {
        var statement = Parser.Parse(sql);
        return statement is QueryStatement { Query: var query }
            ? new QueryBinder(context).Bind(query, null, null)
            : new CatalogBinder(source).Bind(statement);
    }
}

/// <summary>A statement ready to run, any number of times.</summary>
internal sealed class PreparedQuery
{
    private readonly Operator _plan;

    internal PreparedQuery(BoundQuery query, int tableCount)
    {
        (_plan, TableCount) = (query.Operator, tableCount);
        Columns = [.. query.Columns.Select((column, i) => new ResultColumn(column.NameAt(i), column.Type))];
    }

    /// <summary>The columns of the result.</summary>
    public IReadOnlyList<ResultColumn> Columns { get; }

    /// <summary>How many stored tables it names.</summary>
    public int TableCount { get; }

    /// <summary>The rows, computed as they are pulled.</summary>
    /// <exception cref="SqlException">While pulling: a value cannot be computed, or the query's budget is spent.</exception>
    /// <exception cref="OperationCanceledException">While pulling: the context's token was cancelled.</exception>
    public IEnumerable<Batch> Run(QueryContext context) => _plan.Run(new RunScope(context));
}

/// <summary>What a statement gives and needs.</summary>
/// <param name="Columns">The columns of its result, each with a name.</param>
/// <param name="Parameters">Its parameters, in the order of the text.</param>
internal sealed record QueryDescription(IReadOnlyList<OutputColumn> Columns, IReadOnlyList<ResultColumn> Parameters);

/// <summary>A name with its type: a column of a result, or a parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
internal readonly record struct ResultColumn(string Name, SqlType Type);
