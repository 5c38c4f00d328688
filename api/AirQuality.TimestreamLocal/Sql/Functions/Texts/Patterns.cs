using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace AirQuality.TimestreamLocal.Sql.Functions.Texts;

/// <summary>Compiled regular expressions, each match limited in time.</summary>
internal static class Patterns
{
    private const int MaxPatterns = 256;
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<string, Regex> Known = new(StringComparer.Ordinal);

    /// <summary>Runs something with a pattern.</summary>
    /// <exception cref="SqlException">The pattern is wrong, or takes too long.</exception>
    public static T Run<T>(string pattern, Func<Regex, T> run)
    {
        try
        {
            return run(Get(pattern));
        }
        catch (RegexMatchTimeoutException)
        {
            throw new SqlException($"Regular expression takes more than {MatchLimit.Seconds} s on one text: {pattern}");
        }
    }

    private static Regex Get(string pattern)
    {
        if (Known.TryGetValue(pattern, out var known)) return known;
        Regex regex;
        try
        {
            regex = new Regex(JavaPattern.Translate(pattern), RegexOptions.CultureInvariant, MatchLimit);
        }
        catch (ArgumentException e)
        {
            throw new SqlException($"Invalid regular expression: {pattern}: {e.Message}");
        }
        if (Known.Count < MaxPatterns) Known[pattern] = regex;
        return regex;
    }
}
