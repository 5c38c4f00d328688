namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>Sorts by some of its input's columns. With a limit it keeps no more rows than a few times that many.</summary>
internal sealed class SortOperator(Operator input, IReadOnlyList<int> keys, IReadOnlyList<SortDirection> directions, long? limit)
    : Operator(input.Types)
{
    private const int PruneFactor = 4;

    private readonly RowOrder _order = new(directions);

    public override IEnumerable<Batch> Run(RunScope scope)
    {
        if (limit == 0) return [];
        var kept = limit is { } top ? CollectTop(top, scope) : RowBuffer.Collect(input, scope);
        var count = (int)Math.Min(kept.Count, limit ?? int.MaxValue);
        return Slice(kept, _order.Sort(KeysOf(kept), kept.Count), count);
    }

    private Batch CollectTop(long top, RunScope scope)
    {
        var most = PruneFactor * Math.Max(Batch.TargetRows, Math.Min(top, int.MaxValue));
        var buffer = new RowBuffer(Types, scope);
        foreach (var batch in input.Run(scope))
        {
            buffer.Add(batch);
            if (buffer.Count < most) continue;
            var rows = buffer.ToBatch();
            buffer.Clear();
            buffer.Add(rows.Gather(_order.Sort(KeysOf(rows), rows.Count).AsSpan(0, (int)Math.Min(top, rows.Count))));
        }

        return buffer.ToBatch();
    }

    private Vector[] KeysOf(Batch batch) => [.. keys.Select(key => batch.Columns[key])];
}
