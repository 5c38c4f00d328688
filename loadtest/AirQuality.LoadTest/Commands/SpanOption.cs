using System.CommandLine;

namespace AirQuality.LoadTest.Commands;

/// <summary>Options that are spans of time: <c>0s</c>, <c>150s</c>, <c>3m</c>, <c>1h</c>.</summary>
internal static class SpanOption
{
    /// <summary>An option of up to a day.</summary>
    public static Option<TimeSpan> Create(string name, TimeSpan byDefault, string description) => new(name)
    {
        Description = description,
        HelpName = "span",
        DefaultValueFactory = _ => byDefault,
        CustomParser = result =>
        {
            if (result.Tokens is [var token] && Duration.TryParse(token.Value, out var span))
                return span;
            result.AddError($"{name} '{string.Join(' ', result.Tokens.Select(token => token.Value))}' is no span of time up to a day; write it like 150s, 3m or 1h.");
            return byDefault;
        },
    };
}
