using System.Globalization;
using System.Text.RegularExpressions;

namespace AirQuality.Api.Parameters;

/// <summary>A span of time, both ends within it.</summary>
/// <param name="From">Its first instant, UTC.</param>
/// <param name="To">Its last, UTC.</param>
internal readonly record struct TimeSpanOfData(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long FromMs => From.ToUnixTimeMilliseconds();

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long ToMs => To.ToUnixTimeMilliseconds();

    /// <summary>How long it is.</summary>
    public TimeSpan Length => To - From;
}

/// <summary>From when to when: <c>from</c> and <c>to</c>, or <c>last</c>.</summary>
internal static partial class TimeParameters
{
    private static readonly TimeSpan LongestLast = TimeSpan.FromDays(3_660);

    /// <summary>The first instant.</summary>
    public static readonly Parameter<DateTimeOffset> From = Instant("from", "The first instant, RFC 3339 in UTC. Goes with to; without it, to now.");

    /// <summary>The last instant.</summary>
    public static readonly Parameter<DateTimeOffset> To = Instant("to", "The last instant, RFC 3339 in UTC. Goes with from.");

    /// <summary>How far back from now.</summary>
    public static readonly Parameter<TimeSpan> Last = Duration(
        "last", TimeSpan.FromMinutes(1), LongestLast, "a duration such as 15m, 24h or 7d, at most 3660d",
        "How far back from now, instead of from and to. 24h unless told.", "24h");

    /// <summary>All three.</summary>
    public static IReadOnlyList<Parameter> All { get; } = [From, To, Last];

    /// <summary>A duration: a whole number and s, m, h or d.</summary>
    public static Parameter<TimeSpan> Duration(string name, TimeSpan min, TimeSpan max, string expected, string description, string example) => new()
    {
        Name = name,
        Description = description,
        Expected = expected,
        Example = example,
        Schema = new() { ["type"] = "string", ["pattern"] = "^[0-9]{1,7}[smhd]$" },
        Parse = (string text, out TimeSpan value) => TryReadDuration(text, out value) && value >= min && value <= max,
    };

    /// <summary>Reads the span; <paramref name="fallback"/> back from now where none is given.</summary>
    /// <param name="reader">Is told what is wrong.</param>
    /// <param name="now">The clock.</param>
    /// <param name="fallback">How far back unless told.</param>
    public static TimeSpanOfData Read(ParameterReader reader, DateTimeOffset now, TimeSpan fallback)
    {
        var from = reader.Value(From);
        var to = reader.Value(To);
        var last = reader.Value(Last);
        if (reader.Has(Last) && (reader.Has(From) || reader.Has(To)))
            reader.Refuse(Last, "last is given together with from or to; give one or the other.");
        if (reader.Has(To) && !reader.Has(From))
            reader.Refuse(To, "to is given without from.");
        var span = from is { } start ? new TimeSpanOfData(start, to ?? now) : new TimeSpanOfData(now - (last ?? fallback), now);
        if (from is not null && span.From >= span.To)
            reader.Refuse(From, $"from must be before {(to is null ? "now" : "to")}.");
        return span;
    }

    /// <summary>Whether a TIMESTAMP of nanoseconds can hold a year.</summary>
    public static bool CanHold(int year) => year is >= 1971 and <= 2261;

    private static Parameter<DateTimeOffset> Instant(string name, string description) => new()
    {
        Name = name,
        Description = description,
        Expected = "an instant such as 2026-11-24T08:00:00Z, from 1971 to 2261",
        Example = "2026-11-24T08:00:00Z",
        Schema = new() { ["type"] = "string", ["format"] = "date-time" },
        Parse = TryReadInstant,
    };

    private static bool TryReadInstant(string text, out DateTimeOffset value)
    {
        value = default;
        return Rfc3339().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out value)
            && CanHold(value.Year);
    }

    private static bool TryReadDuration(ReadOnlySpan<char> text, out TimeSpan value)
    {
        value = default;
        if (text.Length is < 2 or > 8 || !long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        long? seconds = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => null };
        if (seconds is null)
            return false;
        value = TimeSpan.FromSeconds(number * seconds.Value);
        return true;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339();
}
