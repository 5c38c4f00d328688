using static System.FormattableString;

namespace AirQuality.TimestreamLocal.Sql.Functions.Texts;

/// <summary>How long a text may grow inside a query, so that a short query cannot ask for gigabytes.</summary>
internal static class TextBudget
{
    /// <summary>The longest text a function may make, in UTF-16 units.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>From how many on a text counts as long: the longest that can be stored is no longer.</summary>
    public const int Long = 2048;

    /// <summary>How many UTF-16 units of long texts a function may make out of one batch of rows.</summary>
    public const long MaxOfBatch = 1 << 26;

    /// <summary>Refuses a text that would be longer than <see cref="MaxLength"/>.</summary>
    public static void Check(long length)
    {
        if (length > MaxLength) throw new SqlException(Invariant($"Text of {length} characters exceeds the limit of {MaxLength}"));
    }

    /// <summary>All texts, one after the other.</summary>
    public static string Concat(string[] texts)
    {
        var length = 0L;
        foreach (var text in texts) length += text.Length;
        Check(length);
        return string.Concat(texts);
    }
}
