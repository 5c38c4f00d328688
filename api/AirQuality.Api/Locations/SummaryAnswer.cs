using System.ComponentModel;
using AirQuality.Api.Answers;

namespace AirQuality.Api.Locations;

/// <summary>What a span of time was like at a location.</summary>
internal sealed record SummaryAnswer(
    [property: Description("The location.")] long LocationId,
    [property: Description("The first instant that was asked for, UTC.")] DateTime From,
    [property: Description("The last instant that was asked for, UTC.")] DateTime To,
    [property: Description("How many readings there are.")] long Readings,
    [property: Description("How many of them have an index.")] long ReadingsWithIndex,
    [property: Description("The highest index; null where there is none.")] IndexAnswer? MaxIndex,
    [property: Description("When it was reached first, UTC.")] DateTime? MaxIndexTime,
    [property: Description("The mean of all indices, to two decimals.")] double? MeanIndex,
    [property: Description("How much of the span has an index.")] DataCapture DataCapture);
