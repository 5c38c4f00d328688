using System.ComponentModel;
using AirQuality.Api.Parameters;

namespace AirQuality.Api.Locations;

/// <summary>How much of a span is covered, and whether that is enough to say something of the whole.</summary>
internal sealed record DataCapture(
    [property: Description("The hours of the span, counted from its first instant; one that is begun counts.")] long Hours,
    [property: Description("Those with at least one index.")] long HoursWithIndex,
    [property: Description("Their share, to one decimal.")] double Percent,
    [property: Description("Whether it is at least 75 %, which Defra asks of a mean.")] bool Sufficient)
{
    /// <summary>The rule: a mean needs three quarters of its hours, 18 of 24 (Defra, Update on Implementation of the Daily Air Quality Index).</summary>
    /// <param name="span">The span.</param>
    /// <param name="hoursWithIndex">In how many of its hours there is an index.</param>
    public static DataCapture Of(TimeSpanOfData span, long hoursWithIndex)
    {
        var hours = Math.Max(1, (long)Math.Ceiling(TimeSpan.FromMilliseconds(span.ToMs - span.FromMs).TotalHours));
        var percent = Math.Round(100m * hoursWithIndex / hours, 1, MidpointRounding.AwayFromZero);
        return new(hours, hoursWithIndex, (double)percent, 4 * hoursWithIndex >= 3 * hours);
    }
}
