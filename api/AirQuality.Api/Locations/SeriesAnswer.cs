using System.ComponentModel;

namespace AirQuality.Api.Locations;

/// <summary>A measure of a location over time.</summary>
/// <param name="Meta">About the series.</param>
/// <param name="Results">Its bins, by rising time.</param>
internal sealed record SeriesAnswer(SeriesMeta Meta, IReadOnlyList<SeriesValue> Results);

/// <summary>About a series.</summary>
internal sealed record SeriesMeta(
    [property: Description("How many bins have a value.")] int Found,
    [property: Description("How many bins there can be.")] int Limit,
    [property: Description("Always null: a series has one page.")] string? Next,
    [property: Description("The location.")] long LocationId,
    [property: Description("What is shown.")] string Measure,
    [property: Description("The unit of the values; 1 for an index, null where nobody knows it.")] string? Unit,
    [property: Description("How the readings of a bin became one value: avg, max or min.")] string Aggregate,
    [property: Description("The length of a bin, in seconds.")] int BinSeconds,
    [property: Description("The first instant that was asked for, UTC.")] DateTime From,
    [property: Description("The last instant that was asked for, UTC.")] DateTime To);

/// <summary>A bin that has a value.</summary>
internal sealed record SeriesValue(
    [property: Description("Its first instant, UTC: a multiple of its length since 1970-01-01.")] DateTime From,
    [property: Description("The first instant after it, UTC.")] DateTime To,
    [property: Description("The mean, the highest or the lowest of its readings, in the unit of the series.")] double Value,
    [property: Description("How many readings with a value it has.")] long Readings);
