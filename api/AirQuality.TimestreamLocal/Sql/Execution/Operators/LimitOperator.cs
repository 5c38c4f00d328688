namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>The first rows; stops its input once it has them.</summary>
internal sealed class LimitOperator(Operator input, long limit) : Operator(input.Types)
{
    public override IEnumerable<Batch> Run(RunScope scope)
    {
        var left = limit;
        if (left == 0) yield break;
        foreach (var batch in input.Run(scope))
        {
            if (batch.Count >= left)
            {
                yield return batch.Count == left ? batch : batch.Gather([.. Enumerable.Range(0, (int)left)]);
                yield break;
            }

            left -= batch.Count;
            yield return batch;
        }
    }
}
