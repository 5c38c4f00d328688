using System.Text;

namespace AirQuality.Api.Tests.Latest;

/// <summary>Reads CSV as RFC 4180 has it, one character at a time.</summary>
internal static class CsvReading
{
    /// <summary>The lines, each its cells.</summary>
    public static IReadOnlyList<List<string>> Parse(string text)
    {
        var (lines, line, cell, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (text[i] == '"')
                quoted = !quoted;
            else if (quoted || text[i] is not (',' or '\r' or '\n'))
                cell.Append(text[i]);
            else if (text[i] != '\r')
            {
                line.Add(cell.ToString());
                cell.Clear();
                if (text[i] == '\n')
                {
                    lines.Add(line);
                    line = [];
                }
            }
        }
        Assert.Equal(0, cell.Length + line.Count);
        return lines;
    }
}
