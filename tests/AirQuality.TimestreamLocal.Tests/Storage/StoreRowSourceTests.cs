using System.Globalization;
using AirQuality.TimestreamLocal.Sql.Execution;
using static AirQuality.TimestreamLocal.Tests.Storage.StoreHarness;

namespace AirQuality.TimestreamLocal.Tests.Storage;

public sealed class StoreRowSourceTests
{
    private static IEnumerable<string> Grid(int sensors, int hours, int perHour) =>
        from sensor in Enumerable.Range(0, sensors)
        from step in Enumerable.Range(0, hours * perHour)
        select Multi(
            sensor.ToString(CultureInfo.InvariantCulture),
            Now.AddHours(-1) - TimeSpan.FromHours((double)step / perHour),
            Measure("n", "BIGINT", FormattableString.Invariant($"{(sensor * 1000) + step}")));

    private static async Task<StoreHarness> WithGridAsync(int sensors, int hours, int perHour)
    {
        var store = await OpenAsync();
        foreach (string[] chunk in Grid(sensors, hours, perHour).Chunk(100))
            Assert.Empty((await store.WriteAsync(chunk)).Rejected);
        return store;
    }

    [Fact]
    public async Task Schema_OfMixedTable_HasServiceOrderAndTypes()
    {
        await using var store = await OpenAsync();
        await store.WriteAsync(
        [
            Multi("1", Now, string.Join(',', Measure("seen", "TIMESTAMP", "5"), Measure("p1", "DOUBLE", "1"), Measure("ok", "BOOLEAN", "true"))),
            $$"""{"Dimensions":[{"Name":"country","Value":"DE"}],"MeasureName":"v","MeasureValueType":"VARCHAR","MeasureValue":"x","Time":"{{Now.ToUnixTimeMilliseconds()}}"}""",
            $$"""{"MeasureName":"b","MeasureValueType":"BIGINT","MeasureValue":"1","Time":"{{Now.ToUnixTimeMilliseconds()}}"}""",
            $$"""{"MeasureName":"d","MeasureValue":"1","Time":"{{Now.ToUnixTimeMilliseconds()}}"}""",
        ]);

        var schema = store.Store.Rows.FindTable("d", "t")!;

        Assert.Equal(
            ["sensor varchar", "country varchar", "measure_name varchar", "time timestamp", "measure_value::double double", "measure_value::bigint bigint",
                "measure_value::varchar varchar", "seen timestamp", "p1 double", "ok boolean"],
            schema.Columns.Select(column => $"{column.Name} {column.Type}"));
    }

    [Fact]
    public async Task Schema_OfNewTable_HasMeasureNameAndTime()
    {
        await using var store = await OpenAsync();

        Assert.Equal(["measure_name", "time"], store.Store.Rows.FindTable("d", "t")!.Columns.Select(column => column.Name));
        Assert.Null(store.Store.Rows.FindTable("d", "nowhere"));
        Assert.Null(store.Store.Rows.Tables("nowhere"));
        Assert.Equal(["d"], store.Store.Rows.Databases);
        Assert.Equal(["t"], store.Store.Rows.Tables("d")!);
    }

    [Fact]
    public async Task Scan_EveryType_GivesValuesAndNulls()
    {
        await using var store = await OpenAsync();
        await store.WriteAsync(
        [
            Multi("1", Now, string.Join(
                ',',
                Measure("d", "DOUBLE", "-1.5e-3"), Measure("n", "BIGINT", "-9223372036854775808"), Measure("b", "BOOLEAN", "True"),
                Measure("s", "VARCHAR", "Zürich"), Measure("t", "TIMESTAMP", "1700000000123"))),
            $$"""{"MeasureName":"scalar","MeasureValue":"7","Time":"{{Now.AddMilliseconds(1).ToUnixTimeMilliseconds()}}"}""",
        ]);

        var rows = store.Scan(["sensor", "measure_name", "time", "measure_value::double", "d", "n", "b", "s", "t"]);

        Assert.Equal(
            [
                ["1", "air", Ns(Now), null, -1.5e-3, long.MinValue, true, "Zürich", 1700000000123000000],
                [null, "scalar", Ns(Now.AddMilliseconds(1)), 7.0, null, null, null, null, null],
            ],
            rows);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(90)]
    public async Task Scan_TimeRange_GivesEveryRowOfItOnce(int sensors)
    {
        await using var store = await WithGridAsync(sensors, hours: 4, perHour: 6);
        var from = Now.AddHours(-1).AddMinutes(-90);
        var to = Now.AddHours(-1).AddMinutes(-20);

        var rows = store.Scan(["sensor", "time"], Ns(from), Ns(to), ["air"]);

        var expected =
            from sensor in Enumerable.Range(0, sensors)
            from minutes in Enumerable.Range(2, 8)
            select (sensor.ToString(CultureInfo.InvariantCulture), Ns(Now.AddHours(-1).AddMinutes(-10 * minutes)));
        Assert.Equal(expected.Order(), rows.Select(row => ((string)row[0]!, (long)row[1]!)).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(99)]
    public async Task Scan_DimensionFilter_SeekingAndWalkingAgree(int wanted)
    {
        await using var store = await WithGridAsync(sensors: 100, hours: 3, perHour: 2);
        string[] values = [.. Enumerable.Range(0, wanted).Select(sensor => sensor.ToString(CultureInfo.InvariantCulture)), "unknown"];

        var rows = store.Scan(["sensor", "n"], dimensions: new DimensionFilter("sensor", values));

        var expected = from sensor in Enumerable.Range(0, wanted) from step in Enumerable.Range(0, 6) select (sensor * 1000L) + step;
        Assert.Equal(expected, rows.Select(row => (long)row[1]!).Order());
    }

    [Fact]
    public async Task Scan_FilterThatNothingMeets_GivesNothing()
    {
        await using var store = await WithGridAsync(sensors: 2, hours: 1, perHour: 1);

        Assert.Empty(store.Scan(["n"], measureNames: ["other"]));
        Assert.Empty(store.Scan(["n"], dimensions: new DimensionFilter("sensor", ["99"])));
        Assert.Empty(store.Scan(["n"], dimensions: new DimensionFilter("no such dimension", ["1"])));
        Assert.Empty(store.Scan(["n"], from: 10, to: 5));
    }

    [Fact]
    public async Task Scan_NoColumns_StillCounts()
    {
        await using var store = await WithGridAsync(sensors: 20, hours: 10, perHour: 10);

        Assert.Equal(2000, store.Scan([]).Count);
    }

    [Fact]
    public async Task Scan_WhileRowsAreAdded_SeesItsSnapshot()
    {
        await using var store = await WithGridAsync(sensors: 30, hours: 10, perHour: 10);
        var schema = store.Store.Rows.FindTable("d", "t")!;
        using var scan = store.Store.Rows.Scan(
            new ScanRequest(schema, [0], long.MinValue, long.MaxValue, null, []), CancellationToken.None).GetEnumerator();
        Assert.True(scan.MoveNext());
        int seen = scan.Current.Count;

        foreach (string[] chunk in Grid(sensors: 60, hours: 10, perHour: 10).Skip(3000).Chunk(100))
            await store.WriteAsync(chunk);
        while (scan.MoveNext())
            seen += scan.Current.Count;

        Assert.Equal(3000, seen);
        Assert.Equal(6000, store.Scan(["sensor"]).Count);
    }

    [Fact]
    public async Task Scan_Cancelled_Throws()
    {
        await using var store = await WithGridAsync(sensors: 1, hours: 1, perHour: 1);
        var request = new ScanRequest(store.Store.Rows.FindTable("d", "t")!, [0], long.MinValue, long.MaxValue, null, []);

        Assert.Throws<OperationCanceledException>(() => store.Store.Rows.Scan(request, new CancellationToken(true)).Count());
    }

    [Fact]
    public async Task Scan_OfReplacedRecord_GivesTheNewValues()
    {
        await using var store = await OpenAsync();
        await store.WriteAsync([Multi("1", Now, Measure("a", "DOUBLE", "1") + "," + Measure("b", "DOUBLE", "2"))]);
        await store.WriteAsync([Multi("1", Now, Measure("a", "DOUBLE", "3"), version: "2")]);

        Assert.Equal([[3.0, null]], store.Scan(["a", "b"]));
    }
}
