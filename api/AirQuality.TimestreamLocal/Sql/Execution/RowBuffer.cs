using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution;

/// <summary>Collects batches into one, under the query's budget.</summary>
internal sealed class RowBuffer(IReadOnlyList<SqlType> types, RunScope scope)
{
    private readonly List<Batch> _batches = [];
    private long _texts;

    /// <summary>How many rows it has.</summary>
    public int Count { get; private set; }

    public void Add(Batch batch)
    {
        scope.ThrowIfCancelled();
        if (batch.Count == 0) return;
        scope.Budget.Hold(batch.Count, types.Count);
        _texts += scope.Budget.HoldTexts(batch.Columns);
        _batches.Add(batch);
        Count += batch.Count;
    }

    /// <summary>Forgets its rows and gives their share of the budget back.</summary>
    public void Clear()
    {
        scope.Budget.Release(Count, types.Count);
        scope.Budget.Release(_texts, 1);
        _batches.Clear();
        (Count, _texts) = (0, 0);
    }

    /// <summary>Every row that an operator gives.</summary>
    public static Batch Collect(Operator input, RunScope scope)
    {
        var buffer = new RowBuffer(input.Types, scope);
        foreach (var batch in input.Run(scope)) buffer.Add(batch);
        return buffer.ToBatch();
    }

    public Batch ToBatch()
    {
        if (_batches.Count == 1) return _batches[0];
        var columns = new Vector[types.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var column = i;
            columns[i] = VectorRows.Concat(types[i], _batches.ConvertAll(batch => batch.Columns[column]));
        }

        return new Batch(columns, Count);
    }
}
