using AirQuality.Timestream.Reading;
using AirQuality.Timestream.Tests.Live;
using WrittenReading = AirQuality.Core.Readings.Reading;

namespace AirQuality.Timestream.Tests.Reading;

[Collection(nameof(RecordedReadings))]
public sealed class ReadingsQueryTests(RecordedReadings recorded)
{
    private ReadingCriteria Everything => new(recorded.OldestMs, recorded.NewestMs);

    [Theory]
    [InlineData(50_000)]
    [InlineData(257)]
    public async Task Read_Everything_IsEveryRowNewestFirst(int rowsAtOnce)
    {
        var read = await Query(rowsAtOnce).ReadAsync(recorded.Columns, Everything).ToListAsync();

        Assert.Equal(Expected(_ => true), read.Select(ReadingText.Of));
    }

    [Fact]
    public async Task Read_PagesAfterEachOther_AreTheWhole()
    {
        var (read, pages) = (new List<string>(), 0);
        ReadingPosition? position = null;
        for (var count = 500; count == 500; pages++)
        {
            count = 0;
            await foreach (var reading in Query().ReadAsync(recorded.Columns, Everything, position, limit: 500))
            {
                read.Add(ReadingText.Of(reading));
                position = ReadingPosition.After(position, reading);
                count++;
            }
        }

        Assert.Equal(Expected(_ => true), read);
        Assert.Equal((recorded.Written.Count / 500) + 1, pages);
    }

    [Fact]
    public async Task Criteria_OnCountries_KeepThose() =>
        await AssertSameAsync(Everything with { Countries = ["AT", "PL"] }, reading => reading.Country is "AT" or "PL");

    [Fact]
    public async Task Criteria_OnSensorTypes_IgnoreCase() =>
        await AssertSameAsync(Everything with { SensorTypes = ["sds011", "Dht22"] }, reading => reading.SensorTypeName is "SDS011" or "DHT22");

    [Fact]
    public async Task Criteria_OnIndex_KeepTheRange() =>
        await AssertSameAsync(Everything with { IndexMin = 3, IndexMax = 5 }, reading => reading.Index is >= 3 and <= 5);

    [Fact]
    public async Task Criteria_OnSensorAndPlace_KeepIt()
    {
        var one = recorded.Written[recorded.Written.Count / 2];

        await AssertSameAsync(Everything with { SensorId = one.SensorId }, reading => reading.SensorId == one.SensorId);
        await AssertSameAsync(Everything with { LocationId = one.LocationId }, reading => reading.LocationId == one.LocationId);
        await AssertSameAsync(Everything with { SensorId = one.SensorId, LocationId = -1 }, _ => false);
    }

    [Fact]
    public async Task Criteria_OnTime_IncludeBothEnds()
    {
        var times = recorded.Written.Select(reading => reading.TimeMs).Distinct().Order().ToList();
        var (from, to) = (times[times.Count / 4], times[times.Count / 2]);

        await AssertSameAsync(new ReadingCriteria(from, to), reading => reading.TimeMs >= from && reading.TimeMs <= to);
        await AssertSameAsync(new ReadingCriteria(to, from), _ => false);
    }

    [Fact]
    public async Task Criteria_OnValueTypes_KeepReadingsThatHaveOneAndShowThoseAlone()
    {
        var criteria = Everything with { ValueTypes = ["humidity", "P2", "none_such"] };

        await AssertSameAsync(criteria, reading => reading.Measurements.Any(value => value.ValueType is "humidity" or "P2"), "humidity", "P2");
    }

    [Theory]
    [InlineData("DE' OR '1' = '1")]
    [InlineData("'; DROP TABLE readings; --")]
    [InlineData("DE\0")]
    public async Task Criteria_OfHostileTexts_FindNothing(string text)
    {
        await AssertSameAsync(Everything with { Countries = [text] }, _ => false);
        await AssertSameAsync(Everything with { SensorTypes = [text] }, _ => false);
        await AssertSameAsync(Everything with { ValueTypes = [text, "P1\" IS NULL OR \"P1"] }, _ => false);
    }

    private async Task AssertSameAsync(ReadingCriteria criteria, Func<WrittenReading, bool> wanted, params string[] valueTypes)
    {
        var expected = Expected(wanted, valueTypes);

        Assert.Equal(expected, await Query(100).ReadAsync(recorded.Columns, criteria).Select(ReadingText.Of).ToListAsync());
        Assert.Equal(expected.Count, await Query().CountAsync(recorded.Columns, criteria));
    }

    private List<string> Expected(Func<WrittenReading, bool> wanted, params string[] valueTypes) =>
        [.. recorded.Written.Where(wanted).OrderByDescending(reading => reading.TimeMs).ThenBy(reading => reading.SensorId)
            .Select(reading => ReadingText.Of(reading, valueTypes))];

    private ReadingsQuery Query(int rowsAtOnce = 50_000) => new(recorded.Table.Runner, recorded.Table.Options) { RowsAtOnce = rowsAtOnce };
}
