namespace AirQuality.TimestreamLocal.Sql.Execution;

/// <summary>What surrounds the evaluation of an expression: the query, and the rows of the queries around it.</summary>
internal sealed class RunScope
{
    private readonly Batch? _outerBatch;
    private readonly int _outerRow;
    private readonly Dictionary<object, object> _results;

    public RunScope(QueryContext context)
    {
        Context = context;
        Budget = new Budget(context.CancellationToken);
        _results = new Dictionary<object, object>(ReferenceEqualityComparer.Instance);
    }

    private RunScope(RunScope outer, Batch batch, int row)
    {
        (_outerBatch, _outerRow) = (batch, row);
        (Context, Budget, _results) = (outer.Context, outer.Budget, outer._results);
    }

    public QueryContext Context { get; }

    public Budget Budget { get; }

    public void ThrowIfCancelled() => Context.CancellationToken.ThrowIfCancellationRequested();

    /// <summary>The scope of what is evaluated once for a row: a correlated subquery, the body of a lambda.</summary>
    public RunScope Inside(Batch captured, int row) => new(this, captured, row);

    /// <summary>What the row around handed in, by its place among the captured columns.</summary>
    public object? Captured(int index) => _outerBatch!.Columns[index][_outerRow];

    /// <summary>What is the same in the whole query, computed once.</summary>
    public T Once<T>(object owner, Func<T> compute) where T : notnull
    {
        if (_results.TryGetValue(owner, out var known)) return (T)known;
        var result = compute();
        _results[owner] = result;
        return result;
    }
}
