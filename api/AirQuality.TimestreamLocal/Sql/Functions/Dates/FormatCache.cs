using System.Collections.Concurrent;

namespace AirQuality.TimestreamLocal.Sql.Functions.Dates;

/// <summary>Compiled formats by their text: a query uses one format for all its rows.</summary>
internal sealed class FormatCache(Func<string, DateTimeFormat> parse)
{
    private const int MaxFormats = 256;
    private readonly ConcurrentDictionary<string, DateTimeFormat> _formats = new(StringComparer.Ordinal);

    /// <summary>Formats of <see cref="MySqlFormat"/>.</summary>
    public static FormatCache MySql { get; } = new(MySqlFormat.Parse);

    /// <summary>Formats of <see cref="JodaFormat"/>.</summary>
    public static FormatCache Joda { get; } = new(JodaFormat.Parse);

    /// <summary>A format, compiled now or before.</summary>
    public DateTimeFormat Get(string text)
    {
        if (_formats.TryGetValue(text, out var known)) return known;
        var format = parse(text);
        if (_formats.Count < MaxFormats) _formats[text] = format;
        return format;
    }
}
