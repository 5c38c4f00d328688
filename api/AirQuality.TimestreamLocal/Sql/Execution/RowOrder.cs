using AirQuality.TimestreamLocal.Sql.Functions;

namespace AirQuality.TimestreamLocal.Sql.Execution;

/// <summary>How one key of an ORDER BY sorts.</summary>
internal readonly record struct SortDirection(bool Descending, bool NullsFirst)
{
    /// <summary>The order of two rows of vectors of one type.</summary>
    public int Compare(Vector a, int rowA, Vector b, int rowB)
    {
        var (nullA, nullB) = (a.IsNull(rowA), b.IsNull(rowB));
        if (nullA || nullB) return nullA == nullB ? 0 : nullA == NullsFirst ? -1 : 1;
        var order = ValueComparer.CompareRows(a, rowA, b, rowB);
        return Descending ? -order : order;
    }
}

/// <summary>Orders rows by key vectors. Equal rows keep their order.</summary>
internal sealed class RowOrder(IReadOnlyList<SortDirection> directions)
{
    /// <summary>The indexes of all rows, sorted.</summary>
    public int[] Sort(Vector[] keys, int count)
    {
        int[] rows = [.. Enumerable.Range(0, count)];
        Sort(keys, rows);
        return rows;
    }

    /// <summary>Sorts some indexes.</summary>
    public void Sort(Vector[] keys, Span<int> rows)
    {
        if (directions.Count == 0 || IsSorted(keys, rows)) return;
        rows.Sort((a, b) => Compare(keys, a, b) is var order and not 0 ? order : a.CompareTo(b));
    }

    /// <summary>One pass tells, and saves the sort: rows of one series mostly come in the order that they are asked for.</summary>
    private bool IsSorted(Vector[] keys, ReadOnlySpan<int> rows)
    {
        for (var i = 1; i < rows.Length; i++)
        {
            var order = Compare(keys, rows[i - 1], rows[i]);
            if (order > 0 || (order == 0 && rows[i - 1] > rows[i])) return false;
        }

        return true;
    }

    /// <summary>The order of two rows, 0 where the keys are equal.</summary>
    public int Compare(Vector[] keys, int a, int b)
    {
        for (var i = 0; i < directions.Count; i++)
        {
            var order = directions[i].Compare(keys[i], a, keys[i], b);
            if (order != 0) return order;
        }

        return 0;
    }
}
