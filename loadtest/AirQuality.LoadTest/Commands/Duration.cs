using System.CommandLine;
using System.Globalization;

namespace AirQuality.LoadTest.Commands;

/// <summary>Durations on the command line: <c>500ms</c>, <c>10s</c>, <c>5m</c>, <c>2h</c>.</summary>
internal static class Duration
{
    private static readonly (string Unit, TimeSpan Length)[] _units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
    ];

    /// <summary>Reads a duration from zero up to a day.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        foreach (var (unit, length) in _units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                duration = length * count;
                return duration <= TimeSpan.FromDays(1);
            }
        }
        return false;
    }

    /// <summary>An option that takes a duration.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">Its help.</param>
    /// <param name="fallback">What the caller takes without it, for the help; null for nothing.</param>
    /// <param name="least">The shortest that makes sense.</param>
    public static Option<TimeSpan?> Option(string name, string description, TimeSpan? fallback, TimeSpan least) => new(name)
    {
        Description = fallback is { } length ? string.Create(CultureInfo.InvariantCulture, $"{description} [default: {length.TotalSeconds}s]") : description,
        HelpName = "duration",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (TryParse(text, out var duration) && duration >= least)
                return duration;
            result.AddError(string.Create(
                CultureInfo.InvariantCulture, $"{name}: '{text}' is no duration from {least.TotalSeconds} s to a day; write 500ms, 30s, 5m or 2h."));
            return null;
        },
    };
}
