using AirQuality.Core.Records;
using AirQuality.Timestream.Reading;
using AirQuality.Timestream.Tests.Live;

namespace AirQuality.Timestream.Tests.Reading;

[Collection(nameof(RecordedReadings))]
public sealed class TableQueriesTests(RecordedReadings recorded)
{
    [Fact]
    public void Columns_OfATableWithReadings_AreThoseThatWereWritten()
    {
        var types = recorded.Written.SelectMany(reading => reading.Measurements).Select(value => value.ValueType).Distinct();

        Assert.Equal(types.Order(StringComparer.Ordinal), recorded.Columns.ValueTypes.Order(StringComparer.Ordinal));
        Assert.True(recorded.Columns.Has("sensor_id") && recorded.Columns.Has("aqi") && recorded.Columns.Has("latitude"));
        Assert.False(recorded.Columns.Has("P17") || recorded.Columns.Has("p1") || recorded.Columns.HasMeasure("latitude"));
    }

    [Fact]
    public async Task Stats_OfTheWholeTable_AreThoseOfWhatWasWritten() => Assert.Equal(
        new TableStats(recorded.Written.Count, recorded.OldestMs, recorded.NewestMs),
        await new TableStatsQuery(recorded.Table.Runner, recorded.Table.Options).ReadAsync());

    [Fact]
    public async Task NewestWrite_OfASpan_CountsItsRows()
    {
        var from = recorded.NewestMs - 600_000;
        var rows = recorded.Written.Where(reading => reading.TimeMs >= from).ToList();

        var write = await new NewestWriteQuery(recorded.Table.Runner, recorded.Table.Options).ReadAsync(recorded.Columns, from);

        Assert.NotEqual(recorded.Written.Count, rows.Count);
        Assert.Equal(new NewestWrite(recorded.NewestMs, rows.Count, rows.Sum(reading => (long)reading.AveragingMinutes)), write);
    }

    [Fact]
    public async Task NewestWrite_AfterALateRowOrAnotherVersion_IsAnother()
    {
        await using var table = await LiveTable.StartAsync(Samples.TimeMs + 60_000);
        await table.WriteAsync([Averaged(1, Samples.TimeMs, 5)]);
        var first = await WriteAsync();

        await table.WriteAsync([Averaged(2, Samples.TimeMs - 60_000, 5)]);
        var late = await WriteAsync();
        await table.WriteAsync([Averaged(1, Samples.TimeMs, 1440)]);
        var upserted = await WriteAsync();

        Assert.Equal([new(Samples.TimeMs, 1, 5), new(Samples.TimeMs, 2, 10), new(Samples.TimeMs, 2, 1445)], [first, late, upserted]);

        async Task<NewestWrite> WriteAsync() =>
            await new NewestWriteQuery(table.Runner, table.Options).ReadAsync(await table.ColumnsAsync(), Samples.TimeMs - 3_600_000);
    }

    [Fact]
    public async Task Newest_OfEachSensor_IsItsNewestRow()
    {
        var expected = recorded.Written.GroupBy(reading => reading.SensorId).Select(sensor => sensor.MaxBy(reading => reading.TimeMs)!)
            .OrderBy(reading => reading.SensorId).Select(reading => ReadingText.Of(reading));

        Assert.Equal(expected, (await NewestAsync(recorded.OldestMs, NewestReadingsQuery.NoEnd)).Select(ReadingText.Of));
    }

    [Fact]
    public async Task Newest_OfASpanSensorOrPlace_IsItsNewestRow()
    {
        var one = recorded.Written.First(reading => reading.LocationId is not null);
        var to = recorded.NewestMs - 3_600_000;

        Assert.Equal(
            recorded.Written.Where(reading => reading.TimeMs <= to).Select(reading => reading.SensorId).Distinct().Order(),
            (await NewestAsync(recorded.OldestMs, to)).Select(reading => reading.SensorId));
        Assert.Equal([one.SensorId], (await NewestAsync(recorded.OldestMs, recorded.NewestMs, sensorId: one.SensorId)).Select(reading => reading.SensorId));
        Assert.Equal(
            recorded.Written.Where(reading => reading.LocationId == one.LocationId).Select(reading => reading.SensorId).Distinct().Order(),
            (await NewestAsync(recorded.OldestMs, recorded.NewestMs, locationId: one.LocationId)).Select(reading => reading.SensorId));
    }

    private static AirRecord Averaged(long sensor, long timeMs, int minutes) => new(
        sensor, timeMs, minutes, [new("sensor_id", $"{sensor}")], [new("averaging_minutes", MeasureType.BigInt, $"{minutes}")]);

    private Task<IReadOnlyList<StoredReading>> NewestAsync(long fromMs, long toMs, long? sensorId = null, long? locationId = null) =>
        new NewestReadingsQuery(recorded.Table.Runner, recorded.Table.Options).ReadAsync(recorded.Columns, fromMs, toMs, sensorId, locationId);
}
