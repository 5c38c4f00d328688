using System.Text;

namespace AirQuality.TimestreamLocal.Sql.Functions.Texts;

/// <summary>How far two texts lie apart, in code points.</summary>
internal static class Distances
{
    private const long MaxProduct = 1_000_000;

    /// <summary>In how many places two texts of one length differ.</summary>
    public static long Hamming(string a, string b)
    {
        var (left, right) = (Runes(a), Runes(b));
        if (left.Length != right.Length)
            throw new SqlException("The input strings to hamming_distance function must have the same length");
        var distance = 0L;
        for (var i = 0; i < left.Length; i++)
            if (left[i] != right[i]) distance++;
        return distance;
    }

    /// <summary>The least number of insertions, deletions and substitutions that turn one text into the other.</summary>
    public static long Levenshtein(string a, string b)
    {
        var (left, right) = (Runes(a), Runes(b));
        if ((long)left.Length * right.Length > MaxProduct)
            throw new SqlException("The combined inputs for Levenshtein distance are too large");

        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++) previous[j] = j;
        for (var i = 0; i < left.Length; i++)
        {
            current[0] = i + 1;
            for (var j = 0; j < right.Length; j++)
            {
                var substituted = previous[j] + (left[i] == right[j] ? 0 : 1);
                current[j + 1] = Math.Min(Math.Min(current[j], previous[j + 1]) + 1, substituted);
            }
            (previous, current) = (current, previous);
        }
        return previous[right.Length];
    }

    private static Rune[] Runes(string text) => [.. text.EnumerateRunes()];
}
