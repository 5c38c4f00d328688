using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>Vectors as plain arrays, and arrays as vectors. The machine types are bool, long, double, string, <c>object?[]</c>
/// (arrays, rows, series) and object (a value of any type, boxed).</summary>
internal static class Columns
{
    /// <summary>The values of a vector; boxed or regrouped only where <typeparamref name="T"/> is object or an array.</summary>
    public static T[] Values<T>(Vector vector)
    {
        object values;
        if (typeof(T) == typeof(double)) values = ((DoubleVector)vector).Values;
        else if (typeof(T) == typeof(long)) values = ((Int64Vector)vector).Values;
        else if (typeof(T) == typeof(bool)) values = ((BooleanVector)vector).Values;
        else if (typeof(T) == typeof(string)) values = ((TextVector)vector).Values;
        else if (typeof(T) == typeof(object)) values = Boxed(vector);
        else values = Array.ConvertAll(((ObjectVector)vector).Values, value => (object?[]?)value);
        return (T[])values;
    }

    /// <summary>A vector of computed values. A null value at a row that is not marked becomes a NULL.</summary>
    public static Vector Build<T>(SqlType type, T[] values, int count, bool[]? nulls)
    {
        object array = values;
        if (typeof(T) == typeof(double)) return new DoubleVector(type, (double[])array, count, nulls);
        if (typeof(T) == typeof(long)) return new Int64Vector(type, (long[])array, count, nulls);
        if (typeof(T) == typeof(bool)) return new BooleanVector(type, (bool[])array, count, nulls);
        nulls = MarkMissing(values, count, nulls);
        if (typeof(T) == typeof(string)) return new TextVector(type, (string[])array, count, nulls);
        return typeof(T) == typeof(object)
            ? Unboxed(type, (object?[])array, count, nulls)
            : new ObjectVector(type, (object?[])array, count, nulls);
    }

    /// <summary>A vector of boxed values, null where there is none.</summary>
    public static Vector FromObjects(SqlType type, object?[] values, int count) => Build(type, values, count, null);

    /// <summary>A vector without a single value.</summary>
    public static Vector AllNull(SqlType type, int count)
    {
        var nulls = new bool[count];
        Array.Fill(nulls, true);
        return Unboxed(type, new object?[count], count, nulls);
    }

    /// <summary>The rows at which any argument is NULL; null where none is. The result may be an argument's own array: read only.</summary>
    public static bool[]? AnyNull(ReadOnlySpan<Vector> arguments, int count)
    {
        bool[]? result = null;
        var shared = true;
        foreach (var argument in arguments)
        {
            if (argument.Nulls is not { } nulls) continue;
            if (result is null)
            {
                result = nulls;
                continue;
            }
            if (shared) result = result.AsSpan(0, count).ToArray();
            shared = false;
            for (var i = 0; i < count; i++) result[i] |= nulls[i];
        }
        return result;
    }

    private static object?[] Boxed(Vector vector)
    {
        if (vector is ObjectVector objects) return objects.Values;
        var boxed = new object?[vector.Count];
        for (var i = 0; i < boxed.Length; i++) boxed[i] = vector[i];
        return boxed;
    }

    private static bool[]? MarkMissing<T>(T[] values, int count, bool[]? nulls)
    {
        bool[]? marked = null;
        for (var i = 0; i < count; i++)
        {
            if (values[i] is not null || (nulls is not null && nulls[i])) continue;
            marked ??= nulls is null ? new bool[count] : nulls.AsSpan(0, count).ToArray();
            marked[i] = true;
        }
        return marked ?? nulls;
    }

    private static Vector Unboxed(SqlType type, object?[] values, int count, bool[]? nulls) => (type as ScalarType)?.Kind switch
    {
        null or ScalarKind.Unknown => new ObjectVector(type, values, count, nulls),
        ScalarKind.Boolean => new BooleanVector(type, Unbox<bool>(values), count, nulls),
        ScalarKind.Double => new DoubleVector(type, Unbox<double>(values), count, nulls),
        ScalarKind.Varchar => new TextVector(type, Array.ConvertAll(values, value => (string?)value ?? ""), count, nulls),
        _ => new Int64Vector(type, Unbox<long>(values), count, nulls),
    };

    private static T[] Unbox<T>(object?[] values) where T : struct => Array.ConvertAll(values, value => value is null ? default : (T)value);
}
