using AirQuality.Core.Records;
using AirQuality.Timestream.Reading;
using AirQuality.Timestream.Tests.Live;

namespace AirQuality.Timestream.Tests.Reading;

/// <summary>Tables that have learned few columns, or rows that only others would write.</summary>
public sealed class SparseTableTests
{
    private const long FromMs = Samples.TimeMs - (20 * 365 * DayMs / 10);
    private const long DayMs = 86_400_000;

    private static ReadingCriteria Everything => new(FromMs, Samples.TimeMs);

    [Fact]
    public async Task Table_ToWhichNothingWasWritten_AnswersEveryQuestionWithNothing()
    {
        await using var table = await LiveTable.StartAsync(Samples.TimeMs);

        await AssertNothingIndexedAsync(table);
        Assert.Empty((await table.ColumnsAsync()).ValueTypes);
        Assert.Empty(await NewestAsync(table));
        Assert.Empty(await ReadAsync(table, Everything));
        Assert.Equal(new TableStats(0, null, null), await new TableStatsQuery(table.Runner, table.Options).ReadAsync());
        Assert.Equal(new NewestWrite(null, 0, 0), await new NewestWriteQuery(table.Runner, table.Options).ReadAsync(await table.ColumnsAsync(), FromMs));
    }

    [Fact]
    public async Task Table_WithSensorsAlone_HasReadingsAndNothingElse()
    {
        await using var table = await LiveTable.StartAsync(Samples.TimeMs);
        await table.WriteAsync([Row(7, Samples.TimeMs - 1, ("humidity", "40.5"))]);

        await AssertNothingIndexedAsync(table);
        foreach (var reading in (await NewestAsync(table)).Concat(await ReadAsync(table, Everything)))
            Assert.Equal((7, Samples.TimeMs - 1, null, null, null, 40.5),
                (reading.SensorId, reading.TimeMs, reading.Country, reading.Latitude, reading.Index, reading.ValueOf("humidity")));
        Assert.Empty(await ReadAsync(table, Everything with { Countries = ["DE"] }));
        Assert.Empty(await ReadAsync(table, Everything with { SensorTypes = ["SDS011"] }));
        Assert.Empty(await ReadAsync(table, Everything with { IndexMin = 1 }));
        Assert.Empty(await ReadAsync(table, Everything with { ValueTypes = ["P1"] }));
    }

    [Fact]
    public async Task Read_RowsYearsApart_AreFoundInFewQueries()
    {
        await using var table = await LiveTable.StartAsync(Samples.TimeMs);
        long[] times = [Samples.TimeMs, Samples.TimeMs - (100 * DayMs), Samples.TimeMs - (700 * DayMs), FromMs];
        await table.WriteAsync(times.Select(time => Row(7, time, ("P1", "1"))));

        Assert.Equal(times, (await ReadAsync(table, Everything)).Select(reading => reading.TimeMs));
    }

    [Fact]
    public async Task Read_RowsOfOneSensorAndTime_AreAllGivenWhateverThePage()
    {
        await using var table = await LiveTable.StartAsync(Samples.TimeMs);
        string[] countries = ["AT", "BE", "CH", "DE", "FR"];
        await table.WriteAsync(countries.SelectMany(country => new[] { Row(7, Samples.TimeMs, country, ("P1", "1")), Row(8, Samples.TimeMs, country, ("P1", "1")) }));
        var columns = await table.ColumnsAsync();

        foreach (var limit in Enumerable.Range(1, 11))
        {
            var read = new List<(long, string?)>();
            ReadingPosition? position = null;
            for (var page = 0; page <= 10 / limit; page++)
                await foreach (var reading in Query(table, rowsAtOnce: 2).ReadAsync(columns, Everything, position, limit))
                {
                    position = ReadingPosition.After(position, reading);
                    read.Add((reading.SensorId, reading.Country));
                }

            Assert.Equal([.. countries.Select(country => (7L, country)), .. countries.Select(country => (8L, country))], read);
        }
    }

    [Fact]
    public async Task Rows_OfSensorsThatAreNoNumbers_ArePassedOver()
    {
        await using var table = await LiveTable.StartAsync(Samples.TimeMs);
        await table.WriteAsync([Row(7, Samples.TimeMs, ("P1", "1")), Row(8, Samples.TimeMs, ("P1", "2")) with { Dimensions = [new("sensor_id", "north")] }]);

        Assert.Equal([7], (await NewestAsync(table)).Select(reading => reading.SensorId));
        Assert.Equal([7], (await ReadAsync(table, Everything)).Select(reading => reading.SensorId));
    }

    private static async Task AssertNothingIndexedAsync(LiveTable table)
    {
        var columns = await table.ColumnsAsync();
        var (series, summary) = (new SeriesQuery(table.Runner, table.Options), new SummaryQuery(table.Runner, table.Options));
        Assert.Empty(await series.ReadAsync(columns, 7, "aqi", SeriesAggregate.Avg, 60_000, FromMs, Samples.TimeMs));
        Assert.Equal(IndexSummary.None, await summary.ReadAsync(columns, 7, FromMs, Samples.TimeMs));
        Assert.Empty(await new NewestReadingsQuery(table.Runner, table.Options).ReadAsync(columns, FromMs, locationId: 7));
    }

    private static AirRecord Row(long sensor, long timeMs, params (string Name, string Value)[] values) => new(
        sensor, timeMs, 1, [new("sensor_id", $"{sensor}")], [.. values.Select(value => new RecordMeasure(value.Name, MeasureType.Double, value.Value))]);

    private static AirRecord Row(long sensor, long timeMs, string country, params (string Name, string Value)[] values) =>
        Row(sensor, timeMs, values) with { Dimensions = [new("sensor_id", $"{sensor}"), new("country", country)] };

    private static async Task<IReadOnlyList<StoredReading>> NewestAsync(LiveTable table) =>
        await new NewestReadingsQuery(table.Runner, table.Options).ReadAsync(await table.ColumnsAsync(), FromMs);

    private static async Task<IReadOnlyList<StoredReading>> ReadAsync(LiveTable table, ReadingCriteria criteria)
    {
        var columns = await table.ColumnsAsync();
        var read = await Query(table).ReadAsync(columns, criteria).ToListAsync();
        Assert.Equal(read.Count, await Query(table).CountAsync(columns, criteria));
        return read;
    }

    private static ReadingsQuery Query(LiveTable table, int rowsAtOnce = 50_000) => new(table.Runner, table.Options) { RowsAtOnce = rowsAtOnce };
}
