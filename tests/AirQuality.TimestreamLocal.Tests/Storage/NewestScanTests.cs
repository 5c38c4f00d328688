using System.Globalization;
using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Execution;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using static AirQuality.TimestreamLocal.Tests.Storage.StoreHarness;

namespace AirQuality.TimestreamLocal.Tests.Storage;

/// <summary>A record of the generated history: series are told by all but the minute.</summary>
public sealed record HistoryRecord(int Sensor, string? Country, string MeasureName, int Minute);

/// <summary>
/// The newest rows that the store finds give the answers that all rows give: the same queries run over a source that is not told that older rows
/// do not matter.
/// </summary>
public sealed class NewestScanTests
{
    /// <summary>Minutes back from <see cref="Now"/>: several hours, some of them empty, one far off.</summary>
    private static readonly int[] Minutes = [0, 1, 30, 59, 60, 61, 119, 120, 240, 241, 1_000, 20_000, 20_001];

    private static readonly string[] Conditions =
    [
        "time <= now()", "time > ago(90m)", "time > ago(1d)", "time < ago(30m)", "time BETWEEN ago(5h) AND ago(1h)", "time BETWEEN ago(400d) AND now()",
        "time = ago(60m)", "time > ago(1d) AND measure_name = 'air'", "measure_name IN ('air', 'noise')", "country = 'DE'", "country IS NULL",
        "sensor IN ('1', '2', '70') AND time <= ago(1m)", "sensor IN ('1', '2', '70')", "country IN ('DE', 'FR')", "country = 'none'",
        "country = 'DE' AND sensor <> '3' AND time >= ago(119m)", "time > now()",
    ];

    private static readonly string[] Selections =
    [
        "SELECT sensor, max(time), max_by(n, time) FROM d.t WHERE {0} GROUP BY sensor ORDER BY 1",
        "SELECT country, measure_name, max(time), max_by(sensor, time), max_by(n, time), max_by(time, time) FROM d.t WHERE {0} GROUP BY 1, 2 ORDER BY 1, 2",
        "SELECT max(time), max_by(n, time), max_by(country, time), count(DISTINCT sensor), min(sensor), max(country) FROM d.t WHERE {0}",
        "SELECT sensor, country, time, n FROM (SELECT *, row_number() OVER (PARTITION BY country ORDER BY time DESC) AS r FROM d.t WHERE {0}) WHERE r = 1 ORDER BY 2",
        "SELECT sensor, country, time, n FROM (SELECT *, rank() OVER (PARTITION BY country ORDER BY time DESC) AS r FROM d.t WHERE {0}) WHERE r <= 1 ORDER BY 1, 2, 4",
        "SELECT DISTINCT country, measure_name FROM d.t WHERE {0} ORDER BY 1, 2",
        "SELECT country, max_by(n, time) FROM d.t WHERE {0} GROUP BY country HAVING country <> 'FR' AND max(time) > ago(3h) ORDER BY 1",
    ];

    [Property(MaxTest = 15, Arbitrary = [typeof(Histories)])]
    public async Task Answers_OfAnyHistory_AreThoseOfAllRows(HistoryRecord[] records)
    {
        await using var store = await OpenAsync();
        await WriteAsync(store, records);

        CompareAll(store.Store.Rows);
    }

    [Fact]
    public async Task Answers_WithManySeries_AreThoseOfAllRows()
    {
        await using var store = await OpenAsync();
        await WriteAsync(store, [.. from sensor in Enumerable.Range(0, 300) from minute in Minutes where (sensor + minute) % 7 < 3
                                    select new HistoryRecord(sensor, sensor % 3 == 0 ? null : sensor % 3 == 1 ? "DE" : "FR", sensor % 5 == 0 ? "noise" : "air", minute)]);

        CompareAll(store.Store.Rows);
    }

    [Fact]
    public async Task Answers_AfterSweepsAndLateRecords_AreThoseOfAllRows()
    {
        var time = new FakeTimeProvider(Now);
        await using var store = await OpenAsync(time: time, magneticDays: 10);
        await WriteAsync(store, [new(1, "DE", "air", 10_000), new(2, "DE", "air", 10_000), new(2, "DE", "air", 10), new(3, null, "air", 9_990)]);
        time.Advance(TimeSpan.FromDays(7));
        await store.Store.Sweep.SweepAsync(CancellationToken.None); // or the timer's, which the step of the clock set off
        Assert.Equal(2, store.Scan(["sensor"]).Count);
        await store.SetRetentionAsync(magneticDays: 100);
        await WriteAsync(store, [new(1, "DE", "air", 11_000), new(3, "FR", "air", 11_000)]);

        CompareAll(store.Store.Rows);
        Assert.Equal(4, store.Scan(["sensor"]).Count);
    }

    [Fact]
    public async Task Newest_OfManyHours_ReadsOneRowASeries()
    {
        await using var store = await OpenAsync();
        await WriteAsync(store, [.. from sensor in Enumerable.Range(0, 20) from minute in Enumerable.Range(0, 60) select new HistoryRecord(sensor, null, "air", minute * 17)]);
        var context = new QueryContext(Ns(Now), CancellationToken.None);
        var all = new QueryContext(Ns(Now), CancellationToken.None);

        Rows(store.Store.Rows, "SELECT sensor, max_by(n, time) FROM d.t GROUP BY sensor", context);
        Rows(store.Store.Rows, "SELECT sensor, min_by(n, time) FROM d.t GROUP BY sensor", all);

        Assert.InRange(context.Meter.Bytes, 1, all.Meter.Bytes / 50);
    }

    private static void CompareAll(IRowSource rows)
    {
        foreach (string condition in Conditions)
        {
            foreach (string selection in Selections)
            {
                string sql = string.Format(CultureInfo.InvariantCulture, selection, condition);
                Assert.Equal([sql, .. Rows(new AllRows(rows), sql)], [sql, .. Rows(rows, sql)]);
            }
        }
    }

    private static async Task WriteAsync(StoreHarness store, HistoryRecord[] records)
    {
        // The first record makes the columns that the queries name, whatever is generated.
        HistoryRecord[] all = [new(0, "DE", "air", 30), .. records];
        foreach (var chunk in all.Distinct().Chunk(100))
            Assert.Empty((await store.WriteAsync(chunk.Select(Json))).Rejected);
    }

    private static string Json(HistoryRecord record)
    {
        string country = record.Country is null ? "" : $$""",{"Name":"country","Value":"{{record.Country}}"}""";
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"Dimensions":[{"Name":"sensor","Value":"{{record.Sensor}}"}{{country}}],"MeasureName":"{{record.MeasureName}}","MeasureValueType":"MULTI",
             "Time":"{{Now.AddMinutes(-record.Minute).ToUnixTimeMilliseconds()}}","MeasureValues":[{{Measure("n", "BIGINT", $"{(record.Sensor * 100_000) + record.Minute}")}}]}
            """);
    }

    private static class Histories
    {
        public static Arbitrary<HistoryRecord[]> Any()
        {
            var record =
                from sensor in Gen.Choose(0, 90)
                from country in Gen.Elements("DE", "FR", null)
                from measureName in Gen.Elements("air", "air", "noise")
                from minute in Gen.Elements(Minutes)
                select new HistoryRecord(sensor, country, measureName, minute);
            return record.ArrayOf().Resize(300).ToArbitrary();
        }
    }
}
