using AirQuality.TimestreamLocal.Sql.Execution.Expressions;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>Reads a stored table. Gives every column of its schema, those that nobody marked as used as
/// <see cref="UnreadVector"/>s.</summary>
internal sealed class ScanOperator(IRowSource source, TableSchema schema) : Operator([.. schema.Columns.Select(column => column.Type)])
{
    private readonly bool[] _isUsed = new bool[schema.Columns.Count];

    /// <summary>Conditions on this table's columns, in the order of the query; the rows are filtered by them above this operator.</summary>
    public List<BoundExpression> Conditions { get; } = [];

    public TableSchema Schema => schema;

    /// <summary>Says that the query names a column.</summary>
    public void Use(int column) => _isUsed[column] = true;

    public override IEnumerable<Batch> Run(RunScope scope)
    {
        int[] read = [.. Enumerable.Range(0, _isUsed.Length).Where(column => _isUsed[column])];
        if (ScanPushdown.Request(schema, read, Conditions, scope) is not { } request) yield break;
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
