using System.Globalization;
using AirQuality.Api.Parameters;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Readings;

/// <summary>Where a page of rows begins, and what the first page found out about the list.</summary>
/// <param name="Span">The span of the first page.</param>
/// <param name="After">The last row that was given.</param>
/// <param name="Found">How many rows there were.</param>
internal sealed record ReadingsCursor(TimeSpanOfData Span, ReadingPosition After, long Found)
{
    private static readonly long LatestMs = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The cursor's text.</summary>
    /// <param name="question">The question in its normal form, without cursor and limit.</param>
    public string Write(string question) => PageCursor.Write(
        question, Text(Span.FromMs), Text(Span.ToMs), Text(After.TimeMs), Text(After.SensorId), Text(After.Given), Text(Found));

    /// <summary>The cursor of a text; null where it is not one of this question. It comes from outside: any number may stand in it.</summary>
    /// <param name="question">The question in its normal form, without cursor and limit.</param>
    /// <param name="text">What <see cref="Write"/> gave.</param>
    public static ReadingsCursor? Read(string question, string text)
    {
        var numbers = PageCursor.Read(question, text, 6)?.Select(Number).ToList();
        return numbers is [{ } from, { } to, { } time, { } sensor, { } given, { } found]
            && from <= time && time <= to && to <= LatestMs && given is > 0 and <= PageParameters.MaxLimit
            ? new(new(Instant(from), Instant(to)), new(time, sensor, (int)given), found)
            : null;
    }

    private static DateTimeOffset Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    // Never negative.
    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
