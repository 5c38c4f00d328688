using AirQuality.TimestreamLocal.Sql.Execution.Expressions;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>Reads a stored table. Gives every column of its schema, those that nobody marked as used as
/// <see cref="UnreadVector"/>s.</summary>
internal sealed class ScanOperator(IRowSource source, TableSchema schema) : Operator([.. schema.Columns.Select(column => column.Type)])
{
    private readonly List<BoundExpression> _conditions = [];
    private readonly bool[] _isUsed = new bool[schema.Columns.Count];

    /// <summary>Says that the query names a column.</summary>
    public void Use(int column) => _isUsed[column] = true;

    /// <summary>The table.</summary>
    public TableSchema Schema => schema;

    /// <summary>Whether of each series only the newest row matters to the operators above.</summary>
    public bool NewestOnly { get; set; }

    public override void Narrow(BoundExpression condition) => _conditions.Add(condition);

    /// <summary>The count of the rows that its conditions allow, if the store can tell without giving them.</summary>
    public RowTally? Tally(RunScope scope)
    {
        if (ScanPushdown.Request(schema, [], _conditions, scope) is not { } request) return RowTally.None;
        request = request with { Meter = scope.Context.Meter };
        scope.Context.OnScan?.Invoke(request);
        return source.Tally(request, scope.Context.CancellationToken);
    }

    public override IEnumerable<Batch> Run(RunScope scope)
    {
        int[] read = [.. Enumerable.Range(0, _isUsed.Length).Where(column => _isUsed[column])];
        if (ScanPushdown.Request(schema, read, _conditions, scope) is not { } request) yield break;
        request = request with { NewestOnly = NewestOnly, Meter = scope.Context.Meter };
        scope.Context.OnScan?.Invoke(request);
        foreach (var batch in source.Scan(request, scope.Context.CancellationToken))
        {
            scope.ThrowIfCancelled();
            if (batch.Count > 0) yield return Widen(batch, read);
        }
    }

    private Batch Widen(Batch batch, int[] read)
    {
        var columns = new Vector[Types.Count];
        for (var i = 0; i < read.Length; i++) columns[read[i]] = batch.Columns[i];
        for (var i = 0; i < columns.Length; i++) columns[i] ??= new UnreadVector(Types[i], batch.Count);
        return new Batch(columns, batch.Count);
    }
}
