using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Execution;

/// <summary>Vectors and batches made of rows of others, without boxing scalars.</summary>
internal static class VectorRows
{
    /// <summary>The rows at some indexes, in that order; -1 gives a NULL.</summary>
    public static Vector Gather(this Vector vector, ReadOnlySpan<int> rows)
    {
        if (vector is UnreadVector) return new UnreadVector(vector.Type, rows.Length);
        var nulls = GatherNulls(vector, rows);
        return vector switch
        {
            BooleanVector v => new BooleanVector(v.Type, Pick(v.Values, rows), rows.Length, nulls),
            Int64Vector v => new Int64Vector(v.Type, Pick(v.Values, rows), rows.Length, nulls),
            DoubleVector v => new DoubleVector(v.Type, Pick(v.Values, rows), rows.Length, nulls),
            TextVector v => new TextVector(v.Type, Pick(v.Values, rows), rows.Length, nulls),
            ObjectVector v => new ObjectVector(v.Type, Pick(v.Values, rows), rows.Length, nulls),
            _ => throw new InvalidOperationException($"Unknown vector {vector.GetType()}"),
        };
    }

    /// <summary>The rows at some indexes of every column.</summary>
    public static Batch Gather(this Batch batch, ReadOnlySpan<int> rows)
    {
        var columns = new Vector[batch.Columns.Length];
        for (var i = 0; i < columns.Length; i++) columns[i] = batch.Columns[i].Gather(rows);
        return new Batch(columns, rows.Length);
    }

    /// <summary>Vectors of one type, one after the other.</summary>
    public static Vector Concat(SqlType type, IReadOnlyList<Vector> parts)
    {
        if (parts.Count == 1) return parts[0];
        var count = parts.Sum(part => part.Count);
        if (parts.Count == 0) return Columns.FromObjects(type, [], 0);
        if (parts.Any(part => part is UnreadVector)) return new UnreadVector(type, count);
        var nulls = ConcatNulls(parts, count);
        return parts[0] switch
        {
            BooleanVector => new BooleanVector(type, Join<BooleanVector, bool>(parts, count, part => part.Values), count, nulls),
            Int64Vector => new Int64Vector(type, Join<Int64Vector, long>(parts, count, part => part.Values), count, nulls),
            DoubleVector => new DoubleVector(type, Join<DoubleVector, double>(parts, count, part => part.Values), count, nulls),
            TextVector => new TextVector(type, Join<TextVector, string>(parts, count, part => part.Values), count, nulls),
            _ => new ObjectVector(type, Join<ObjectVector, object?>(parts, count, part => part.Values), count, nulls),
        };
    }

    /// <summary>One value in every row.</summary>
    public static Vector Constant(SqlType type, object? value, int count)
    {
        if (value is null) return Columns.AllNull(type, count);
        return value switch
        {
            bool v => new BooleanVector(type, Repeat(v, count), count),
            long v => new Int64Vector(type, Repeat(v, count), count),
            double v => new DoubleVector(type, Repeat(v, count), count),
            string v => new TextVector(type, Repeat(v, count), count),
            _ => new ObjectVector(type, Repeat<object?>(value, count), count),
        };
    }

    /// <summary>The indexes of the rows at which a condition is true.</summary>
    public static int[] TrueRows(Vector condition)
    {
        if (condition is not BooleanVector booleans) return [];
        var rows = new int[booleans.Count];
        var found = 0;
        for (var row = 0; row < booleans.Count; row++)
        {
            if (booleans.Values[row] && !booleans.IsNull(row)) rows[found++] = row;
        }

        return found == rows.Length ? rows : rows[..found];
    }

    private static bool[]? GatherNulls(Vector vector, ReadOnlySpan<int> rows)
    {
        var hasMissing = rows.Contains(-1);
        if (vector.Nulls is null && !hasMissing) return null;
        var nulls = new bool[rows.Length];
        for (var i = 0; i < rows.Length; i++) nulls[i] = rows[i] < 0 || vector.IsNull(rows[i]);
        return nulls;
    }

    private static T[] Pick<T>(T[] values, ReadOnlySpan<int> rows)
    {
        var picked = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0) picked[i] = values[rows[i]];
            else if (typeof(T) == typeof(string)) picked[i] = (T)(object)"";
        }

        return picked;
    }

    private static bool[]? ConcatNulls(IReadOnlyList<Vector> parts, int count)
    {
        if (parts.All(part => part.Nulls is null)) return null;
        var nulls = new bool[count];
        var at = 0;
        foreach (var part in parts)
        {
            part.Nulls?.AsSpan(0, part.Count).CopyTo(nulls.AsSpan(at));
            at += part.Count;
        }

        return nulls;
    }

    private static T[] Join<TVector, T>(IReadOnlyList<Vector> parts, int count, Func<TVector, T[]> values) where TVector : Vector
    {
        var joined = new T[count];
        var at = 0;
        foreach (var part in parts)
        {
            // Array.Copy and no span: the objects of a vector may be an array of a more special type.
            Array.Copy(values((TVector)part), 0, joined, at, part.Count);
            at += part.Count;
        }

        return joined;
    }

    private static T[] Repeat<T>(T value, int count)
    {
        var values = new T[count];
        Array.Fill(values, value);
        return values;
    }
}
