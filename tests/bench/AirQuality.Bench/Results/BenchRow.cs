using System.Text.Json.Serialization;

namespace AirQuality.Bench.Results;

/// <summary>One line of the result.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure; null when it was not measured, and then <paramref name="Against"/> says why.</param>
/// <param name="Unit">The figure's unit.</param>
/// <param name="Against">What it stands against, with its figure; null where there is nothing.</param>
/// <param name="Ratio">Of the two figures, the way round that the bar speaks of; null where there is nothing to stand against.</param>
/// <param name="Bar">What is asked of the ratio, or of the value where there is no ratio; null where nothing is.</param>
/// <param name="Holds">Whether the bar holds; null without a bar or a figure.</param>
internal sealed record BenchRow(string Name, double? Value, string Unit, string? Against, double? Ratio, string? Bar, bool? Holds)
{
    /// <summary>A figure that nothing is asked of.</summary>
    public static BenchRow Plain(string name, double value, string unit, string? against = null) => new(name, value, unit, against, null, null, null);

    /// <summary>A figure that may not pass a limit.</summary>
    public static BenchRow AtMost(string name, double value, string unit, double limit) =>
        new(name, value, unit, null, null, FormattableString.Invariant($"at most {limit} {unit}"), value <= limit);

    /// <summary>A figure that may not fall below a limit.</summary>
    public static BenchRow AtLeast(string name, double value, string unit, double limit) =>
        new(name, value, unit, null, null, FormattableString.Invariant($"at least {limit} {unit}"), value >= limit);

    /// <summary>Something that could not be measured here.</summary>
    public static BenchRow NotRun(string name, string unit, string bar, string why) => new(name, null, unit, $"not run: {why}", null, bar, null);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<BenchRow>))]
internal sealed partial class BenchJson : JsonSerializerContext;
