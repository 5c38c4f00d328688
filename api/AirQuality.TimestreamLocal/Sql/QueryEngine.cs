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
    /// <exception cref="SqlException">The text is not in the dialect, names what does not exist, or combines types that do not
    /// fit.</exception>
    public PreparedQuery Prepare(string sql)
    {
        var statement = Parser.Parse(sql);
        var bound = statement is QueryStatement { Query: var query }
            ? new QueryBinder(new BinderContext(source)).Bind(query, null, null)
            : new CatalogBinder(source).Bind(statement);
        return new PreparedQuery(bound);
    }
}

/// <summary>A statement ready to run, any number of times.</summary>
internal sealed class PreparedQuery
{
    private readonly Operator _plan;

    internal PreparedQuery(BoundQuery query)
    {
        _plan = query.Operator;
        Columns = [.. query.Columns.Select((column, i) => new ResultColumn(column.Name ?? $"_col{i}", column.Type))];
    }

    /// <summary>The columns of the result; one without a name of its own is <c>_colN</c>, counted from 0.</summary>
    public IReadOnlyList<ResultColumn> Columns { get; }

    /// <summary>The rows, computed as they are pulled.</summary>
    /// <exception cref="SqlException">While pulling: a value cannot be computed, or the query's budget is spent.</exception>
    /// <exception cref="OperationCanceledException">While pulling: the context's token was cancelled.</exception>
    public IEnumerable<Batch> Run(QueryContext context) => _plan.Run(new RunScope(context));
}

/// <summary>A column of a result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
internal readonly record struct ResultColumn(string Name, SqlType Type);
