using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution;

/// <summary>A step of a query: pulls batches from the steps below it and gives batches of its own. Holds no state between runs.</summary>
internal abstract class Operator(IReadOnlyList<SqlType> types)
{
    /// <summary>The types of the columns it gives.</summary>
    public IReadOnlyList<SqlType> Types { get; } = types;

    /// <summary>Its rows, computed as they are pulled; pulling stops the work below it when disposed.</summary>
    public abstract IEnumerable<Batch> Run(RunScope scope);

    /// <summary>Says that the rows at which a condition over this operator's columns is not true are of no use above. An operator that
    /// makes its rows one by one hands it down, so that the store need not give them; it may give them all the same.</summary>
    public virtual void Narrow(BoundExpression condition)
    {
    }

    /// <summary>Cuts a batch of any size into batches of about <see cref="Batch.TargetRows"/>.</summary>
    protected static IEnumerable<Batch> Slice(Batch batch, int[]? order = null, int? limit = null)
    {
        var count = Math.Min(order?.Length ?? batch.Count, limit ?? int.MaxValue);
        if (order is null && count == batch.Count && count <= Batch.TargetRows)
        {
            if (count > 0) yield return batch;
            yield break;
        }

        order ??= [.. Enumerable.Range(0, count)];
        for (var at = 0; at < count; at += Batch.TargetRows)
            yield return batch.Gather(order.AsSpan(at, Math.Min(Batch.TargetRows, count - at)));
    }
}
