using System.Text;
using System.Text.RegularExpressions;

namespace AirQuality.TimestreamLocal.Sql.Functions.Texts;

/// <summary>A piece of a replacement: a text, or the number of a group.</summary>
internal readonly record struct ReplacementPart(string Text, int? Group);

/// <summary>Java's replacement texts: <c>$1</c>, <c>${name}</c>, and a backslash before a character that stands for itself.</summary>
internal static class ReplacementText
{
    /// <summary>Takes a replacement apart.</summary>
    /// <exception cref="SqlException">It names a group that the pattern does not have.</exception>
    public static IReadOnlyList<ReplacementPart> Parse(string text, Regex regex)
    {
        var parts = new List<ReplacementPart>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '$')
            {
                if (literal.Length > 0) parts.Add(new ReplacementPart(literal.ToString(), null));
                literal.Clear();
                parts.Add(new ReplacementPart("", Group(text, ref i, regex)));
            }
            else if (text[i] != '\\')
            {
                literal.Append(text[i]);
            }
            else if (++i < text.Length)
            {
                literal.Append(text[i]);
            }
            else
            {
                throw new SqlException("Illegal replacement sequence: the text ends with a backslash");
            }
        }
        if (literal.Length > 0) parts.Add(new ReplacementPart(literal.ToString(), null));
        return parts;
    }

    private static int Group(string text, ref int i, Regex regex)
    {
        if (i + 1 < text.Length && text[i + 1] == '{')
        {
            var end = text.IndexOf('}', i);
            var name = end < 0 ? "" : text[(i + 2)..end];
            var number = name.Length == 0 || char.IsAsciiDigit(name[0]) ? -1 : regex.GroupNumberFromName(name);
            i = end;
            return number >= 0 ? number : throw new SqlException($"Illegal replacement sequence: unknown group {{{name}}}");
        }
        if (i + 1 >= text.Length || !char.IsAsciiDigit(text[i + 1])) throw new SqlException($"Illegal replacement sequence: {text[i..]}");

        // As many digits as still name a group.
        var groups = regex.GetGroupNumbers().Length - 1;
        var group = text[++i] - '0';
        if (group > groups) throw new SqlException(FormattableString.Invariant($"Illegal replacement sequence: unknown group {group}"));
        while (i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]) && (group * 10) + text[i + 1] - '0' <= groups)
            group = (group * 10) + text[++i] - '0';
        return group;
    }
}
