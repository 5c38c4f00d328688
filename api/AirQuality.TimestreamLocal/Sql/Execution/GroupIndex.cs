using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution;

/// <summary>Numbers distinct rows of key columns from 0. NULL is a value like any other here, as GROUP BY wants it. Whoever adds rows
/// of a batch seals it afterwards, so that the first row of each group stays and the rest of the batch can go.</summary>
internal sealed class GroupIndex(int keyCount)
{
    private readonly List<(Vector[] Keys, int Row)> _firsts = [];
    private readonly List<Vector[]> _sealed = [];
    private int _sealedCount;
    private int[] _buckets = NewBuckets(64);
    private int[] _next = new int[64];
    private int[] _hashes = new int[64];

    /// <summary>How many distinct rows there are.</summary>
    public int Count => _firsts.Count;

    /// <summary>The number of a row, new if there was none equal.</summary>
    public int FindOrAdd(Vector[] keys, int row)
    {
        var hash = Hash(keys, row);
        var group = Find(keys, row, hash);
        return group >= 0 ? group : Add(keys, row, hash);
    }

    /// <summary>Whether a row is the first of its kind.</summary>
    public bool TryAdd(Vector[] keys, int row)
    {
        var before = Count;
        FindOrAdd(keys, row);
        return Count > before;
    }

    /// <summary>The number of a row, -1 if there is none equal.</summary>
    public int Find(Vector[] keys, int row) => Find(keys, row, Hash(keys, row));

    /// <summary>Copies the first rows of the groups that a batch added, and lets go of the batch; gives the copy.</summary>
    public IReadOnlyList<Vector> Seal()
    {
        var fresh = _firsts[_sealedCount..];
        if (fresh.Count == 0) return [];
        int[] rows = [.. fresh.Select(first => first.Row)];
        var keys = Array.ConvertAll(fresh[0].Keys, column => column.Gather(rows));
        for (var i = 0; i < rows.Length; i++) _firsts[_sealedCount + i] = (keys, i);
        _sealed.Add(keys);
        _sealedCount = _firsts.Count;
        return keys;
    }

    /// <summary>A key column with one row a group; every batch is sealed.</summary>
    public Vector KeyColumn(int key, SqlType type) => VectorRows.Concat(type, _sealed.ConvertAll(keys => keys[key]));

    private int Find(Vector[] keys, int row, int hash)
    {
        for (var group = _buckets[hash & (_buckets.Length - 1)]; group >= 0; group = _next[group])
        {
            if (_hashes[group] == hash && Matches(group, keys, row)) return group;
        }

        return -1;
    }

    private int Add(Vector[] keys, int row, int hash)
    {
        var group = _firsts.Count;
        if (group == _next.Length) Grow();
        _firsts.Add((keys, row));
        _hashes[group] = hash;
        Link(group);
        return group;
    }

    private void Link(int group)
    {
        ref var bucket = ref _buckets[_hashes[group] & (_buckets.Length - 1)];
        _next[group] = bucket;
        bucket = group;
    }

    private void Grow()
    {
        Array.Resize(ref _next, _next.Length * 2);
        Array.Resize(ref _hashes, _hashes.Length * 2);
        _buckets = NewBuckets(_next.Length);
        for (var group = 0; group < _firsts.Count; group++) Link(group);
    }

    private bool Matches(int group, Vector[] keys, int row)
    {
        var (others, otherRow) = _firsts[group];
        for (var i = 0; i < keyCount; i++)
        {
            if (!ValueComparer.RowsEqual(others[i], otherRow, keys[i], row)) return false;
        }

        return true;
    }

    private int Hash(Vector[] keys, int row)
    {
        var hash = 0;
        for (var i = 0; i < keyCount; i++) hash = HashCode.Combine(hash, ValueComparer.HashRow(keys[i], row));
        return hash;
    }

    private static int[] NewBuckets(int count)
    {
        var _buckets = new int[count];
        Array.Fill(_buckets, -1);
        return _buckets;
    }
}
