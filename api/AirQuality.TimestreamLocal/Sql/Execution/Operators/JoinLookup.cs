using AirQuality.TimestreamLocal.Sql.Execution.Expressions;

namespace AirQuality.TimestreamLocal.Sql.Execution.Operators;

/// <summary>The kept side of a join: chains of its rows by key, or one chain of all of them where there is no key.</summary>
internal sealed class JoinLookup
{
    private readonly GroupIndex _groups;
    private readonly List<int> _first = [];
    private readonly int[] _next;
    private readonly bool _hasKeys;

    public JoinLookup(Batch rows, IReadOnlyList<BoundExpression> keys, RunScope scope)
    {
        _hasKeys = keys.Count > 0;
        _groups = new GroupIndex(keys.Count);
        _next = new int[rows.Count];
        var columns = keys.Select(key => key.Evaluate(rows, scope)).ToArray();
        for (var row = rows.Count - 1; row >= 0; row--) Link(columns, row);
        scope.Budget.HoldIndexed(_groups.Count, keys.Count);
    }

    /// <summary>The first row whose keys equal those of a row of the other side, -1 if there is none.</summary>
    public int First(Vector[] keys, int row)
    {
        if (HasUnmatchable(keys, row)) return -1;
        var group = _groups.Find(keys, row);
        return group < 0 ? -1 : _first[group];
    }

    /// <summary>The row after it with the same keys, -1 at the end.</summary>
    public int Next(int row) => _next[row];

    private void Link(Vector[] keys, int row)
    {
        _next[row] = -1;
        if (HasUnmatchable(keys, row)) return;
        var group = _groups.FindOrAdd(keys, row);
        if (group == _first.Count) _first.Add(-1);
        _next[row] = _first[group];
        _first[group] = row;
    }

    /// <summary>NULL and NaN equal nothing.</summary>
    private bool HasUnmatchable(Vector[] keys, int row)
    {
        if (!_hasKeys) return false;
        foreach (var key in keys)
        {
            if (key.IsNull(row) || (key is DoubleVector doubles && double.IsNaN(doubles.Values[row]))) return true;
        }

        return false;
    }
}
