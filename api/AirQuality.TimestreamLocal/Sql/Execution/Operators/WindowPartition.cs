namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>A partition's rows in window order, by their places in the batch.</summary>
/// <param name="Rows">The rows, sorted.</param>
/// <param name="Peers">Which of them have equal sort keys.</param>
/// <param name="Arguments">The arguments of the function, for the whole batch.</param>
/// <param name="Keys">The sort keys, for the whole batch.</param>
/// <param name="Bounds">What the frame's bounds with an offset mean, for the whole batch: see
/// <see cref="Expressions.WindowExpression"/>.</param>
/// <param name="Direction">How the first sort key sorts.</param>
internal sealed record WindowPartition(
    int[] Rows, WindowPeers Peers, Vector[] Arguments, Vector[] Keys, Vector[] Bounds, SortDirection Direction);

/// <summary>For each place in a sorted partition the first and last place with equal sort keys, and how many different ones came
/// before.</summary>
internal sealed class WindowPeers
{
    private readonly int[] _first;
    private readonly int[] _last;
    private readonly int[] _number;

    public WindowPeers(int[] rows, RowOrder order, Vector[] keys)
    {
        (_first, _last, _number) = (new int[rows.Length], new int[rows.Length], new int[rows.Length]);
        for (int start = 0, number = 0; start < rows.Length; number++)
        {
            var end = start + 1;
            while (end < rows.Length && order.Compare(keys, rows[start], rows[end]) == 0) end++;
            _first.AsSpan(start..end).Fill(start);
            _last.AsSpan(start..end).Fill(end - 1);
            _number.AsSpan(start..end).Fill(number);
            start = end;
        }
    }

    public int First(int place) => _first[place];

    public int Last(int place) => _last[place];

    /// <summary>The number from 0 of the run of equal keys.</summary>
    public int Number(int place) => _number[place];
}
