using System.Text.RegularExpressions;

namespace AirQuality.TimestreamLocal.Sql.Functions.Texts;

/// <summary>Functions of regular expressions in Java's syntax.</summary>
internal static class RegexFunctions
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        Row("regexp_like(varchar, varchar) -> boolean",
            Lift.Of<string, string, bool>((text, pattern) => Patterns.Run(pattern, text, regex => regex.IsMatch(text)))),
        Row("regexp_extract(varchar, varchar) -> varchar", Lift.Of<string, string, string?>((text, pattern) => Extract(text, pattern, 0))),
        Row("regexp_extract(varchar, varchar, bigint) -> varchar", Lift.Of<string, string, long, string?>(Extract)),
        Row("regexp_extract_all(varchar, varchar) -> array(varchar)",
            Lift.Of<string, string, object?[]>((text, pattern) => ExtractAll(text, pattern, 0))),
        Row("regexp_extract_all(varchar, varchar, bigint) -> array(varchar)", Lift.Of<string, string, long, object?[]>(ExtractAll)),
        Row("regexp_replace(varchar, varchar) -> varchar", Lift.Of<string, string, string>((text, pattern) => Replace(text, pattern, ""))),
        Row("regexp_replace(varchar, varchar, varchar) -> varchar", Lift.Of<string, string, string, string>(Replace)),
        Row("regexp_split(varchar, varchar) -> array(varchar)", Lift.Of<string, string, object?[]>(Split)),
    ];

    private static string? Extract(string text, string pattern, long group) => Patterns.Run(pattern, text, regex =>
    {
        CheckGroup(regex, group);
        var match = regex.Match(text);
        return match.Success ? GroupText(match, group) : null;
    });

    private static object?[] ExtractAll(string text, string pattern, long group) => Patterns.Run(pattern, text, regex =>
    {
        CheckGroup(regex, group);
        return Patterns.Matches(regex, text).Select(object? (match) => GroupText(match, group)).ToArray();
    });

    private static string Replace(string text, string pattern, string replacement) => Patterns.Run(pattern, text, regex =>
    {
        var parts = ReplacementText.Parse(replacement, regex);
        var length = (long)text.Length;
        return Patterns.Replace(regex, text, match =>
        {
            var put = string.Concat(parts.Select(part => part.Group is { } group ? match.Groups[group].Value : part.Text));
            TextBudget.Check(length += put.Length);
            return put;
        });
    });

    private static object?[] Split(string text, string pattern) => Patterns.Run(pattern, text, regex =>
    {
        var pieces = new List<object?>();
        var start = 0;
        foreach (var match in Patterns.Matches(regex, text))
        {
            pieces.Add(text[start..match.Index]);
            start = match.Index + match.Length;
        }
        pieces.Add(text[start..]);
        return pieces.ToArray();
    });

    private static void CheckGroup(Regex regex, long group)
    {
        var groups = regex.GetGroupNumbers().Length - 1;
        if (group < 0) throw new SqlException("Group cannot be negative");
        if (group > groups)
            throw new SqlException(FormattableString.Invariant($"Pattern has {groups} groups. Cannot access group {group}"));
    }

    private static string? GroupText(Match match, long group) =>
        match.Groups[(int)group] is { Success: true } found ? found.Value : null;

    private static FunctionDefinition Row(string signature, FunctionBinding bind) => new(FunctionGroup.Regex, signature, bind);
}
