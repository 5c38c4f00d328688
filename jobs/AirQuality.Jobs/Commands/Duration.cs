using System.Globalization;

namespace AirQuality.Jobs.Commands;

/// <summary>Durations on the command line: <c>500ms</c>, <c>10s</c>, <c>5m</c>, <c>2h</c>.</summary>
internal static class Duration
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
    ];

    /// <summary>Reads a duration above zero and up to a day.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        foreach (var (unit, length) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                duration = length * count;
                return duration > TimeSpan.Zero && duration <= TimeSpan.FromDays(1);
            }
        }
        return false;
    }
}
