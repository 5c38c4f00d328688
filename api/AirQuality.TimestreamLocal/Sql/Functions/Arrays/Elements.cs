using System.Text;
using AirQuality.TimestreamLocal.Sql.Functions.Texts;
using AirQuality.TimestreamLocal.Sql.Types;
using static System.FormattableString;

namespace AirQuality.TimestreamLocal.Sql.Functions.Arrays;

/// <summary>What the array functions do with elements.</summary>
internal static class Elements
{
    /// <summary>How many elements <c>sequence</c> and <c>repeat</c> may make (Timestream developer guide, Array functions).</summary>
    public const int MaxMade = 10_000;

    private const int MaxElements = 1_000_000;

    /// <summary>Refuses more elements than a function may make.</summary>
    public static int CheckCount(string function, Int128 count) => count >= 0 && count <= MaxMade
        ? (int)count
        : throw new SqlException(count < 0
            ? $"count argument of {function} function must be greater than or equal to 0"
            : Invariant($"result of {function} function must not have more than {MaxMade} entries"));

    /// <summary>The element at a position, from the end for a negative one; null outside the array.</summary>
    public static object? At(object?[] array, long position)
    {
        if (position == 0) throw new SqlException("SQL array indices start at 1");
        var index = position > 0 ? position - 1 : array.Length + position;
        return index >= 0 && index < array.Length ? array[index] : null;
    }

    /// <summary>The element at a position that must lie in the array.</summary>
    public static object? Subscript(object?[] array, long position) => position switch
    {
        0 => throw new SqlException("SQL array indices start at 1"),
        < 0 => throw new SqlException(Invariant($"Array subscript is negative: {position}")),
        _ when position > array.Length => throw new SqlException(
            Invariant($"Array subscript must be less than or equal to array length: {position} > {array.Length}")),
        _ => array[position - 1],
    };

    /// <summary>The highest or lowest element; null for an empty array and for one that holds a NULL. NaN loses against every
    /// number.</summary>
    public static object? Best(object?[] array, bool highest)
    {
        object? best = null;
        foreach (var element in array)
        {
            if (element is null) return null;
            if (best is null or double.NaN || (element is not double.NaN && Beats(element, best, highest))) best = element;
        }
        return best;
    }

    private static bool Beats(object candidate, object best, bool highest)
    {
        var order = ValueComparer.Compare(candidate, best);
        return highest ? order > 0 : order < 0;
    }

    /// <summary>Where an element first stands; 0 where it does not.</summary>
    public static long Position(object?[] array, object element)
    {
        for (var i = 0; i < array.Length; i++)
            if (Same("array_position", array[i], element) is true) return i + 1;
        return 0;
    }

    /// <summary>Whether an element is among others: unknown where only a NULL might be it.</summary>
    public static bool? Contains(object?[] array, object element)
    {
        bool? result = false;
        foreach (var candidate in array)
        {
            var same = Same("contains", candidate, element);
            if (same is true) return true;
            result |= same;
        }
        return result;
    }

    /// <summary>Whether an element equals a value: unknown for NULL alone.</summary>
    /// <exception cref="SqlException">A NULL inside decides it (engines of the family refuse that).</exception>
    public static bool? Same(string function, object? element, object value)
    {
        if (element is null) return null;
        return ValueComparer.SqlEquals(element, value)
            ?? throw new SqlException($"{function} does not support arrays with elements that contain null");
    }

    /// <summary>All elements, one array after the other.</summary>
    public static object?[] Concat(object?[][] arrays)
    {
        var length = arrays.Sum(array => (long)array.Length);
        if (length > MaxElements) throw new SqlException(Invariant($"Array of {length} elements exceeds the limit of {MaxElements}"));
        return [.. arrays.SelectMany(array => array)];
    }

    /// <summary>The elements in a random order.</summary>
    public static object?[] Shuffle(object?[] array)
    {
        object?[] copy = [.. array];
        Random.Shared.Shuffle(copy);
        return copy;
    }

    /// <summary>Elements from a position on, from the end for a negative one.</summary>
    public static object?[] Slice(object?[] array, long start, long length)
    {
        if (length < 0) throw new SqlException("length must be greater than or equal to 0");
        if (start == 0) throw new SqlException("SQL array indices start at 1");
        var from = start > 0 ? start - 1 : array.Length + start;
        if (from < 0 || from >= array.Length) return [];
        return array.AsSpan((int)from, (int)Math.Min(length, array.Length - from)).ToArray();
    }

    /// <summary>Rows of the elements at each position; NULL where an array is shorter.</summary>
    public static object?[] Zip(object?[][] arrays)
    {
        var rows = new object?[arrays.Max(array => array.Length)];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = arrays.Select(array => i < array.Length ? array[i] : null).ToArray();
        return rows;
    }

    /// <summary>How elements of a type are printed.</summary>
    /// <exception cref="SqlException">The type is no scalar.</exception>
    public static Func<object, string> Text(SqlType type) => type is ScalarType
        ? value => ResultText.Format(type, value)
        : throw new SqlException($"Input type {type} not supported");

    /// <summary>The elements' texts between separators; NULLs are left out, or printed as <paramref name="filler"/>.</summary>
    public static string Join(object?[] array, string separator, string? filler, Func<object, string> text)
    {
        var result = new StringBuilder();
        var first = true;
        foreach (var element in array)
        {
            var part = element is null ? filler : text(element);
            if (part is null) continue;
            if (!first) result.Append(separator);
            result.Append(part);
            first = false;
            TextBudget.Check(result.Length);
        }
        return result.ToString();
    }
}
