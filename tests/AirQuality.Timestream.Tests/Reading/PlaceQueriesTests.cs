using AirQuality.Timestream.Reading;
using AirQuality.Timestream.Tests.Live;
using WrittenReading = AirQuality.Core.Readings.Reading;

namespace AirQuality.Timestream.Tests.Reading;

[Collection(nameof(RecordedReadings))]
public sealed class PlaceQueriesTests(RecordedReadings recorded)
{
    private const long HourMs = 3_600_000;

    [Theory]
    [InlineData("P1", SeriesAggregate.Avg, 300_000)]
    [InlineData("P1", SeriesAggregate.Max, 60_000)]
    [InlineData("P2", SeriesAggregate.Min, 7_000)]
    [InlineData("aqi", SeriesAggregate.Avg, HourMs)]
    [InlineData("aqi_pm10", SeriesAggregate.Max, 86_400_000)]
    [InlineData("aqi_pm25", SeriesAggregate.Min, HourMs)]
    public async Task Series_OfAPlace_IsWhatItsReadingsSay(string measure, SeriesAggregate aggregate, long binMs)
    {
        var (place, from, to) = (BusiestPlace(), recorded.OldestMs + 1, recorded.NewestMs - 1);
        var expected = At(place, from, to)
            .Select(reading => (reading.TimeMs, Value: ValueOf(reading, measure)))
            .Where(value => value.Value is not null)
            .GroupBy(value => value.TimeMs / binMs * binMs, value => value.Value!.Value)
            .OrderBy(bin => bin.Key)
            .Select(bin => new SeriesBin(bin.Key, Aggregated(bin, aggregate), bin.Count()))
            .ToList();

        var bins = await Series().ReadAsync(recorded.Columns, place, measure, aggregate, binMs, from, to);

        Assert.NotEmpty(bins);
        Assert.Equal(expected.Select(bin => (bin.FromMs, bin.Readings)), bins.Select(bin => (bin.FromMs, bin.Readings)));
        Assert.All(expected.Zip(bins), pair => Assert.Equal(pair.First.Value, pair.Second.Value, 1e-9));
    }

    [Theory]
    [InlineData("none_such")]
    [InlineData("sensor_id")]
    [InlineData("latitude")]
    [InlineData("time")]
    [InlineData("P1\") FROM \"air_quality\".\"readings\" --")]
    public async Task Series_OfSomethingThatIsNoMeasure_IsEmpty(string measure) =>
        Assert.Empty(await Series().ReadAsync(recorded.Columns, BusiestPlace(), measure, SeriesAggregate.Avg, 60_000, recorded.OldestMs, recorded.NewestMs));

    [Fact]
    public async Task Summary_OfEveryKindOfPlace_IsWhatItsReadingsSay()
    {
        var places = recorded.Written.Where(reading => reading.LocationId is not null).GroupBy(reading => reading.LocationId!.Value)
            .OrderByDescending(place => place.Count()).Select(place => place.Key).ToList();

        foreach (var place in places.Take(15).Concat(places.TakeLast(15)))
        {
            var readings = At(place, recorded.OldestMs, recorded.NewestMs);
            var indexed = readings.Where(reading => reading.Index is not null).ToList();

            var summary = await Summary().ReadAsync(recorded.Columns, place, recorded.OldestMs, recorded.NewestMs);

            Assert.Equal((readings.Count, indexed.Count), (summary.Readings, summary.ReadingsWithIndex));
            Assert.Equal(indexed.Select(HourOfSpan).Distinct().Count(), summary.HoursWithIndex);
            Assert.Equal(indexed.Average(reading => (double?)reading.Index) ?? -1, summary.MeanIndex ?? -1, 1e-9);
            Assert.Equal(Largest(indexed), summary.Max);
        }
    }

    [Fact]
    public async Task Summary_OfASpanWithoutReadings_IsNone() =>
        Assert.Equal(IndexSummary.None, await Summary().ReadAsync(recorded.Columns, BusiestPlace(), recorded.NewestMs + 1, recorded.NewestMs + HourMs));

    // The span's last instant belongs to its last hour.
    private long HourOfSpan(WrittenReading reading) => (Math.Min(reading.TimeMs, recorded.NewestMs - 1) - recorded.OldestMs) / HourMs;

    private static IndexMaximum? Largest(List<WrittenReading> indexed) => indexed
        .OrderByDescending(reading => reading.Index).ThenBy(reading => reading.TimeMs).ThenBy(reading => $"{reading.SensorId}", StringComparer.Ordinal)
        .Select(reading => new IndexMaximum(reading.TimeMs, reading.Index!.Value, reading.IndexPm10, reading.IndexPm25)).FirstOrDefault();

    private static double? ValueOf(WrittenReading reading, string measure) => measure switch
    {
        "aqi" => reading.Index,
        "aqi_pm10" => reading.IndexPm10,
        "aqi_pm25" => reading.IndexPm25,
        _ => reading.Measurements.Where(value => value.ValueType == measure).Select(value => (double?)value.Value).FirstOrDefault(),
    };

    private static double Aggregated(IEnumerable<double> values, SeriesAggregate aggregate) => aggregate switch
    {
        SeriesAggregate.Max => values.Max(),
        SeriesAggregate.Min => values.Min(),
        _ => values.Average(),
    };

    private long BusiestPlace() => recorded.Written.Where(reading => reading.LocationId is not null && reading.Index is not null)
        .GroupBy(reading => reading.LocationId!.Value).OrderByDescending(place => place.Count()).ThenBy(place => place.Key).First().Key;

    private List<WrittenReading> At(long place, long fromMs, long toMs) =>
        [.. recorded.Written.Where(reading => reading.LocationId == place && reading.TimeMs >= fromMs && reading.TimeMs <= toMs)];

    private SeriesQuery Series() => new(recorded.Table.Runner, recorded.Table.Options);

    private SummaryQuery Summary() => new(recorded.Table.Runner, recorded.Table.Options);
}
