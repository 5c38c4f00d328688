namespace AirQuality.TimestreamLocal.Sql.Execution;

/// <summary>What surrounds the evaluation of an expression: the query, and the rows of the queries around it.</summary>
internal sealed class RunScope
{
    private readonly RunScope? _outer;
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
        (_outer, _outerBatch, _outerRow) = (outer, batch, row);
        (Context, Budget, _results) = (outer.Context, outer.Budget, outer._results);
    }

    public QueryContext Context { get; }

    public Budget Budget { get; }

    public void ThrowIfCancelled() => Context.CancellationToken.ThrowIfCancellationRequested();

    /// <summary>The scope of what is evaluated once for a row: a correlated subquery, the body of a lambda.</summary>
    public RunScope Inside(Batch batch, int row) => new(this, batch, row);

    /// <summary>A column of the row around, or of a row further out.</summary>
    public object? OuterValue(int level, int column)
    {
        var scope = this;
        for (; level > 1; level--) scope = scope._outer!;
        return scope._outerBatch!.Columns[column][scope._outerRow];
    }

    /// <summary>What is the same in the whole query, computed once.</summary>
    public T Once<T>(object owner, Func<T> compute) where T : notnull
    {
        if (_results.TryGetValue(owner, out var known)) return (T)known;
        var result = compute();
        _results[owner] = result;
        return result;
    }
}
