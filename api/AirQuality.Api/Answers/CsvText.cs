using System.Buffers;
using System.Globalization;
using System.Text;

namespace AirQuality.Api.Answers;

/// <summary>Writes CSV lines (RFC 4180): CRLF, quotes where needed.</summary>
internal sealed class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r");
    private readonly StringBuilder _text = new();
    private bool _atStart = true;

    /// <summary>How many characters wait.</summary>
    public int Length => _text.Length;

    /// <summary>Adds the names of the columns.</summary>
    public void Header(params ReadOnlySpan<IReadOnlyList<string>> columns)
    {
        foreach (var part in columns)
            foreach (var name in part)
                Text(name);
        EndLine();
    }

    /// <summary>Adds a cell of text that came from a sensor's owner: one that a spreadsheet would run as a formula is defused with an apostrophe.</summary>
    public void Text(string? text)
    {
        Separate();
        if (text is null)
            return;
        if (text.Length > 0 && FormulaStarts.Contains(text[0]))
            text = "'" + text;
        if (text.AsSpan().ContainsAny(Special))
            _text.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            _text.Append(text);
    }

    /// <summary>Adds a number.</summary>
    public void Number(double? number)
    {
        Separate();
        if (number is { } value)
            _text.Append(CultureInfo.InvariantCulture, $"{value:R}");
    }

    /// <summary>Adds a whole number.</summary>
    public void Number(long? number)
    {
        Separate();
        if (number is { } value)
            _text.Append(CultureInfo.InvariantCulture, $"{value}");
    }

    /// <summary>Adds yes or no.</summary>
    public void Flag(bool? flag)
    {
        Separate();
        _text.Append(flag switch { true => "true", false => "false", null => "" });
    }

    /// <summary>Adds an instant, RFC 3339.</summary>
    public void Time(DateTime? time)
    {
        Separate();
        if (time is { } value)
            _text.Append(value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture));
    }

    /// <summary>Ends the line.</summary>
    public void EndLine()
    {
        _text.Append("\r\n");
        _atStart = true;
    }

    /// <summary>Takes what waits, as UTF-8.</summary>
    public byte[] Take()
    {
        var bytes = Encoding.UTF8.GetBytes(_text.ToString());
        _text.Clear();
        return bytes;
    }

    private void Separate()
    {
        if (!_atStart)
            _text.Append(',');
        _atStart = false;
    }
}
