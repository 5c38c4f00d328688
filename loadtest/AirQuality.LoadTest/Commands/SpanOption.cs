using System.CommandLine;
using System.Globalization;

namespace AirQuality.LoadTest.Commands;

/// <summary>Options that are spans of time: <c>0s</c>, <c>150s</c>, <c>3m</c>, <c>1h</c>.</summary>
internal static class SpanOption
{
    private static readonly Dictionary<char, TimeSpan> _units = new() { ['s'] = TimeSpan.FromSeconds(1), ['m'] = TimeSpan.FromMinutes(1), ['h'] = TimeSpan.FromHours(1) };

    /// <summary>An option of up to a day.</summary>
    public static Option<TimeSpan> Create(string name, TimeSpan byDefault, string description) => new(name)
    {
        Description = description,
        HelpName = "span",
        DefaultValueFactory = _ => byDefault,
        CustomParser = result =>
        {
            if (result.Tokens is [var token] && Parse(token.Value) is { } span)
                return span;
            result.AddError($"{name} '{string.Join(' ', result.Tokens.Select(token => token.Value))}' is no span of time up to a day; write it like 150s, 3m or 1h.");
            return byDefault;
        },
    };

    private static TimeSpan? Parse(string text) =>
        text.Length > 1 && _units.TryGetValue(text[^1], out var unit) && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && unit * count <= TimeSpan.FromDays(1)
            ? unit * count
            : null;
}
