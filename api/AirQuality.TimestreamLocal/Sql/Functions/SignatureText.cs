using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Sql.Functions;

/// <summary>
/// Reads the signatures of the function table: <c>name(type, type...) -&gt; type</c>. A type is a scalar type's name (<c>day_interval</c>
/// and <c>month_interval</c> for the two intervals), a variable (one upper-case letter), or <c>array(t)</c>, <c>timeseries(t)</c>,
/// <c>row(t, …)</c>. Dots after the last parameter let it repeat.
/// </summary>
internal static class SignatureText
{
    private static readonly Dictionary<string, SqlType> Scalars = new(StringComparer.Ordinal)
    {
        ["boolean"] = SqlType.Boolean,
        ["integer"] = SqlType.Integer,
        ["bigint"] = SqlType.BigInt,
        ["double"] = SqlType.Double,
        ["varchar"] = SqlType.Varchar,
        ["timestamp"] = SqlType.Timestamp,
        ["date"] = SqlType.Date,
        ["time"] = SqlType.Time,
        ["day_interval"] = SqlType.IntervalDayToSecond,
        ["month_interval"] = SqlType.IntervalYearToMonth,
    };

    /// <summary>Parses a signature; the table is ours, so a slip is a programming error.</summary>
    public static Signature Parse(string text)
    {
        var arrow = text.IndexOf(" -> ", StringComparison.Ordinal);
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var inside = text[(open + 1)..(arrow - 1)];
        var variadic = inside.EndsWith("...", StringComparison.Ordinal);
        if (variadic) inside = inside[..^3];
        return new Signature(text[..open], [.. Split(inside).Select(Type)], variadic, Type(text[(arrow + 4)..]));
    }

    private static TypePattern Type(string text)
    {
        if (Scalars.TryGetValue(text, out var scalar)) return new ExactPattern(scalar);
        if (text.Length == 1) return new VariablePattern(text);
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var inside = Split(text[(open + 1)..^1]).Select(Type).ToList();
        return text[..open] switch
        {
            "array" => new ArrayPattern(inside[0]),
            "timeseries" => new TimeSeriesPattern(inside[0]),
            "row" => new RowPattern(inside),
            _ => throw new ArgumentException($"No such type: {text}", nameof(text)),
        };
    }

    private static IEnumerable<string> Split(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] != ',' || depth > 0) continue;
            yield return text[start..i].Trim();
            start = i + 1;
        }
        if (start < text.Length) yield return text[start..].Trim();
    }
}
