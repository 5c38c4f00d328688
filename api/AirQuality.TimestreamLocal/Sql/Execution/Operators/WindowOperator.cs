using AirQuality.TimestreamLocal.Sql.Execution.Expressions;
using AirQuality.TimestreamLocal.Sql.Functions;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>Adds a column for each window function.</summary>
internal sealed class WindowOperator(Operator input, IReadOnlyList<WindowExpression> windows)
    : Operator([.. input.Types, .. windows.Select(window => window.Type)])
{
    /// <summary>A condition on rows would change what windows see; but of a ranking that is asked for its first rows alone, the newest rows
    /// may be all that counts.</summary>
    public override void Narrow(BoundExpression condition)
    {
        if (windows is [var only] && IsFirst(condition, input.Types.Count)) NewestRows.WantForFirst(input, only);
    }

    public override IEnumerable<Batch> Run(RunScope scope)
    {
        var rows = RowBuffer.Collect(input, scope);
        var columns = windows.Select(window => Compute(window, rows, scope)).ToArray();
        return Slice(new Batch([.. rows.Columns, .. columns], rows.Count));
    }

    /// <summary><c>n = 1</c> or <c>n &lt;= 1</c>.</summary>
    private static bool IsFirst(BoundExpression condition, int column) =>
        condition is CallExpression { Function.Name: "=" or "<=", Children: [ColumnExpression ranked, var bound] } && ranked.Index == column
        && (bound is CallExpression { Function.Name: "cast", Children: [var inner] } ? inner : bound) is ConstantExpression { Value: 1L };

    private static Vector Compute(WindowExpression window, Batch rows, RunScope scope)
    {
        scope.Budget.Hold(rows.Count, 1);
        var (arguments, keys, bounds) = (Evaluate(window.Arguments), Evaluate(window.SortKeys), Evaluate(window.Bounds));
        var order = new RowOrder(window.Shape.Directions);
        var direction = window.Shape.Directions is [var first, ..] ? first : default;
        var results = new object?[rows.Count];
        foreach (var partition in Partitions(Evaluate(window.PartitionKeys), rows.Count))
        {
            scope.ThrowIfCancelled();
            order.Sort(keys, partition);
            var peers = new WindowPeers(partition, order, keys);
            WindowFunctions.Compute(window, new WindowPartition(partition, peers, arguments, keys, bounds, direction), results, scope);
        }

        return Columns.FromObjects(window.Type, results, results.Length);

        Vector[] Evaluate(IReadOnlyList<BoundExpression> parts) => [.. parts.Select(part => part.Evaluate(rows, scope))];
    }

    private static IEnumerable<int[]> Partitions(Vector[] keys, int count)
    {
        if (keys.Length == 0) return count == 0 ? [] : [[.. Enumerable.Range(0, count)]];
        var groups = new GroupIndex(keys.Length);
        var partitions = new List<List<int>>();
        for (var row = 0; row < count; row++)
        {
            var group = groups.FindOrAdd(keys, row);
            if (group == partitions.Count) partitions.Add([]);
            partitions[group].Add(row);
        }

        return partitions.Select(partition => partition.ToArray());
    }
}
