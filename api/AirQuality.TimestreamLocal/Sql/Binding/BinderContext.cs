using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Syntax;

namespace AirQuality.TimestreamLocal.Sql.Binding;

/// <summary>What the binding of one statement shares: where tables are, and how much a query may grow. Names of WITH bind anew wherever
/// they are used, so that a short text can mean an enormous plan.</summary>
internal sealed class BinderContext(IRowSource source)
{
    /// <summary>How many nodes a statement may become.</summary>
    public const int MaximumNodes = 500_000;

    /// <summary>How deep its tree may be.</summary>
    public const int MaximumDepth = 600;

    private int _nodes;
    private int _depth;

    public IRowSource Source => source;

    /// <summary>The stored tables that the statement names.</summary>
    public HashSet<(string Database, string Table)> Tables { get; } = [];

    /// <summary>The parameters that the statement leaves open; null where it is to run, and none may be open.</summary>
    public OpenParameters? Parameters { get; init; }

    /// <summary>Counts a node and its depth; every call needs its <see cref="Leave"/>, save when an error ends the binding.</summary>
    public void Enter(SourcePosition at)
    {
        if (++_nodes > MaximumNodes) throw new SqlException(at, $"The query grows to more than {MaximumNodes} expressions and clauses");
        if (++_depth > MaximumDepth)
            throw new SqlException(at, $"The query is nested more than {MaximumDepth} levels deep; split it or flatten it");
    }

    public void Leave() => _depth--;
}

/// <summary>The queries that WITH named so far, innermost first.</summary>
/// <param name="Query">The newest.</param>
/// <param name="Before">Those that it can use itself.</param>
internal sealed record NamedQueries(NamedQuery Query, NamedQueries? Before)
{
    public static NamedQueries? Find(NamedQueries? queries, string name)
    {
        while (queries is not null && queries.Query.Name.Text != name) queries = queries.Before;
        return queries;
    }
}
