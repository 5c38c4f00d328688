using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution.Expressions;

/// <summary>Puts together a vector whose rows come from different branches, each computed for its own rows only.</summary>
internal sealed class BranchCollector
{
    private readonly SqlType _type;
    private readonly List<Vector> _parts = [];
    private readonly int[] _sources;
    private int _offset;

    public BranchCollector(SqlType type, int count)
    {
        _type = type;
        _sources = new int[count];
        Array.Fill(_sources, -1);
    }

    /// <summary>Computes a branch for some rows of the batch.</summary>
    public void Add(BoundExpression branch, Batch batch, int[] rows, RunScope scope)
    {
        if (rows.Length == 0) return;
        var part = branch.Evaluate(rows.Length == batch.Count ? batch : batch.Gather(rows), scope);
        for (var i = 0; i < rows.Length; i++) _sources[rows[i]] = _offset + i;
        _parts.Add(part);
        _offset += part.Count;
    }

    /// <summary>The vector; rows without a branch are NULL.</summary>
    public Vector ToVector()
    {
        if (_parts.Count == 0) return Functions.Columns.AllNull(_type, _sources.Length);
        return VectorRows.Concat(_type, _parts).Gather(_sources);
    }

    /// <summary>Splits rows by a condition computed for them alone.</summary>
    public static (int[] Taken, int[] Left) Split(int[] rows, Vector condition)
    {
        var at = VectorRows.TrueRows(condition);
        var taken = Array.ConvertAll(at, index => rows[index]);
        if (taken.Length == 0) return (taken, rows);
        var rest = new int[rows.Length - taken.Length];
        for (int i = 0, next = 0, free = 0; i < rows.Length; i++)
        {
            if (next < at.Length && at[next] == i) next++;
            else rest[free++] = rows[i];
        }

        return (taken, rest);
    }

    public static int[] AllRows(int count) => [.. Enumerable.Range(0, count)];
}
