using System.Text.Json;
using System.Text.Json.Serialization;

namespace AirQuality.LoadTest.Reporting.Measured;

/// <summary>A period of artillery's, ten seconds long but for the first and the last, and its traffic.</summary>
internal sealed record Period(TimeRange Range, Traffic Traffic)
{
    /// <summary>Requests a second; a period that was cut short to less than a second counts as one.</summary>
    public double Rate => Traffic.Requests / Math.Max(1, Range.Length.TotalSeconds);
}

/// <summary>What a run of artillery 2 measured.</summary>
/// <param name="Whole">All of it.</param>
/// <param name="Rate">Requests a second as artillery states them; null where it did not.</param>
/// <param name="Range">From its first count to its last; null where it counted nothing.</param>
/// <param name="Periods">The course of it without a gap; empty where only the aggregate was kept.</param>
internal sealed record ArtilleryResults(Traffic Whole, double? Rate, TimeRange? Range, IReadOnlyList<Period> Periods)
{
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(10);

    /// <summary>Reads what <c>artillery run --output</c> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is no such thing; the message names it.</exception>
    public static ArtilleryResults Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, ArtilleryJson.Default.ArtilleryFile) is { Aggregate: { } whole } output
                ? Of(whole, output.Intermediate ?? [])
                : throw new InvalidDataException($"{path} has no aggregate; it is no result of artillery 2 (artillery run --output).");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is no result of artillery 2: line {e.LineNumber + 1}: {e.Message.Split('.', 2)[0]}.", e);
        }
    }

    private static ArtilleryResults Of(ArtillerySpan whole, IReadOnlyList<ArtillerySpan> intermediate)
    {
        TimeRange? range = whole is { FirstCounterAt: { } first, LastCounterAt: { } last } && last > first ? new(Moment(first), Moment(last)) : null;
        var told = intermediate.Select(span => PeriodOf(span, range)).OfType<Period>().OrderBy(period => period.Range.Start);
        return new(TrafficOf(whole), whole.Rates?.GetValueOrDefault("http.request_rate"), range, [.. WithSilence(told)]);
    }

    /// <summary>artillery does not tell of a period in which nothing happened; in a course it is one without requests.</summary>
    private static IEnumerable<Period> WithSilence(IEnumerable<Period> told)
    {
        var next = DateTimeOffset.MaxValue;
        foreach (var period in told)
        {
            for (; next < period.Range.Start; next += _period)
                yield return new(new(next, next + _period), new Traffic(new Dictionary<string, double>(), new()));
            yield return period;
            next = period.Range.End;
        }
    }

    private static Period? PeriodOf(ArtillerySpan span, TimeRange? run)
    {
        if (span.Period is not { } start)
            return null;
        var full = new TimeRange(Moment(start), Moment(start) + _period);
        return new(run is { } bounds && bounds.Overlaps(full) ? full.Within(bounds) : full, TrafficOf(span));
    }

    private static Traffic TrafficOf(ArtillerySpan span) => new(span.Counters ?? [], span.Summaries?.GetValueOrDefault("http.response_time") ?? new());

    private static DateTimeOffset Moment(double milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Clamp(milliseconds, 0, 4e12));
}

/// <summary>artillery's file.</summary>
internal sealed record ArtilleryFile(ArtillerySpan? Aggregate, IReadOnlyList<ArtillerySpan>? Intermediate);

/// <summary>A span in artillery's file; times are milliseconds since 1970, and <c>period</c> is a text in periods and a number in the aggregate.</summary>
internal sealed record ArtillerySpan(
    Dictionary<string, double>? Counters,
    Dictionary<string, double?>? Rates,
    Dictionary<string, ResponseTimes?>? Summaries,
    double? FirstCounterAt,
    double? LastCounterAt,
    double? Period);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ArtilleryFile))]
internal sealed partial class ArtilleryJson : JsonSerializerContext;
