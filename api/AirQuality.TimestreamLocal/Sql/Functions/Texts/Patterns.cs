using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace AirQuality.TimestreamLocal.Sql.Functions.Texts;

/// <summary>Compiled regular expressions, each match limited in time.</summary>
internal static class Patterns
{
    private const int MaxPatterns = 256;
    private static readonly string[] LookArounds = ["(?=", "(?!", "(?<=", "(?<!"];
    private static readonly string[] LazySigns = ["*?", "+?", "??", "}?"];
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<(string Pattern, bool HasPairs), Regex> Known = new();

    /// <summary>Runs something with a pattern that fits a text.</summary>
    /// <exception cref="SqlException">The pattern is wrong, or takes too long.</exception>
    public static T Run<T>(string pattern, string text, Func<Regex, T> run)
    {
        var hasPairs = text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');
        try
        {
            return run(Get(pattern, hasPairs));
        }
        catch (RegexMatchTimeoutException)
        {
            throw new SqlException($"Regular expression takes more than {MatchLimit.Seconds} s on one text: {pattern}");
        }
    }

    /// <summary>The matches; an empty one between the two units of a code point is none.</summary>
    public static IEnumerable<Match> Matches(Regex regex, string text) => regex.Matches(text).Where(match => !IsInside(match, text));

    /// <summary>The text with every match replaced.</summary>
    public static string Replace(Regex regex, string text, MatchEvaluator replacement) =>
        regex.Replace(text, match => IsInside(match, text) ? "" : replacement(match));

    // .NET's interpreter can repeat an empty group lazily before a look-around for ever, past its own time limit, with ever more memory, as
    // in (?:b|(?: *)+?(?!z)). Compiled code does not, but takes milliseconds to make, so it is for these patterns alone.
    private static RegexOptions Engine(string pattern)
    {
        var hasLookAround = LookArounds.Any(pattern.Contains);
        return hasLookAround && LazySigns.Any(pattern.Contains) ? RegexOptions.Compiled : RegexOptions.None;
    }

    private static bool IsInside(Match match, string text) =>
        match is { Length: 0, Index: > 0 } && match.Index < text.Length && char.IsSurrogatePair(text, match.Index - 1);

    private static Regex Get(string pattern, bool hasPairs)
    {
        if (Known.TryGetValue((pattern, hasPairs), out var known)) return known;
        Regex regex;
        try
        {
            var translated = JavaPattern.Translate(pattern, hasPairs);
            regex = new Regex(translated, RegexOptions.CultureInvariant | Engine(translated), MatchLimit);
        }
        catch (ArgumentException e)
        {
            throw new SqlException($"Invalid regular expression: {pattern}: {e.Message}");
        }
        if (Known.Count < MaxPatterns) Known[(pattern, hasPairs)] = regex;
        return regex;
    }
}
