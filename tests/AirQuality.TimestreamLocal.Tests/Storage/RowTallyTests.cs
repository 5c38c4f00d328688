using AirQuality.TimestreamLocal.Sql;
using Microsoft.Extensions.Time.Testing;
using static AirQuality.TimestreamLocal.Tests.Storage.StoreHarness;

namespace AirQuality.TimestreamLocal.Tests.Storage;

/// <summary>What the store counts without giving rows is what the executor makes of the rows.</summary>
public sealed class RowTallyTests
{
    private static readonly int[] Minutes = [0, 1, 30, 59, 60, 61, 119, 120, 240, 241, 1_000, 20_000];

    private static readonly string[] Conditions =
    [
        "measure_name = 'air'", "measure_name = 'noise'", "measure_name = 'none'", "measure_name <> 'air'", "measure_name IN ('air', 'noise')",
        "time >= timestamp '2026-11-24 07:00:00'", "time > timestamp '2026-11-24 07:00:00'", "timestamp '2026-11-24 07:00:00' >= time",
        "time < timestamp '2026-11-24 07:59:00'", "time = timestamp '2026-11-24 07:59:00'", "time <> timestamp '2026-11-24 07:59:00'",
        "time BETWEEN timestamp '2026-11-24 03:59:30' AND timestamp '2026-11-24 07:00:00.5'",
        "time BETWEEN timestamp '2026-11-24 07:00:00' AND timestamp '2026-11-24 03:00:00'",
        "measure_name = 'air' AND time >= timestamp '2026-11-10 00:00:00' AND time <= timestamp '2026-11-24 06:59:59'",
        "measure_name = 'air' AND measure_name = 'noise'", "time >= NULL", "measure_name = NULL", "time > ago(90m)", "sensor = '1'", "n > 3",
        "NOT (time > timestamp '2026-11-24 07:00:00')", "time > timestamp '2026-11-24 07:00:00' OR sensor = '1'",
    ];

    [Theory]
    [InlineData("air")]
    [InlineData("air", "noise")]
    public async Task Answers_OfEveryCondition_AreThoseOfAllRows(params string[] measureNames)
    {
        await using var store = await OpenAsync();
        foreach (var (name, at) in measureNames.Select((name, at) => (name, at)))
            await WriteAsync(store, name, [.. Minutes.Select(minute => minute + at)]);

        foreach (var condition in Conditions.Prepend("true"))
            foreach (var select in (string[])["count(*)", "max(time), count(*), min(time)", "count(*) + 1, count(n)", "count(*) FILTER (WHERE n > 2)"])
            {
                var sql = $"SELECT {select} FROM d.t WHERE {condition}";
                Assert.Equal(Rows(new AllRows(store.Store.Rows), sql), store.Rows(sql));
            }
        Assert.Equal(Rows(new AllRows(store.Store.Rows), "SELECT count(*), min(time) FROM d.t"), store.Rows("SELECT count(*), min(time) FROM d.t"));
    }

    [Fact]
    public async Task Count_WhileRetentionPasses_LeavesOutWhatIsPast()
    {
        var time = new FakeTimeProvider(Now);
        await using var store = await OpenAsync(time: time, magneticDays: 10);
        await WriteAsync(store, "air", [0, 10, 10_000, 10_001, 10_059]);
        time.Advance(TimeSpan.FromDays(11) + TimeSpan.FromMinutes(25 - 10_000)); // both stores' retention, and what the window is wider

        Assert.Equal([FormattableString.Invariant($"3 | {Ns(Now.AddMinutes(-10_000))}")], store.Rows("SELECT count(*), min(time) FROM d.t"));
        Assert.Equal(Rows(new AllRows(store.Store.Rows), "SELECT count(*), min(time) FROM d.t"), store.Rows("SELECT count(*), min(time) FROM d.t"));
    }

    [Fact]
    public async Task Count_OfAllRows_GivesNone()
    {
        await using var store = await OpenAsync();
        await WriteAsync(store, "air", [.. Enumerable.Range(0, 100)]);
        var context = new QueryContext(Ns(Now), CancellationToken.None);

        Rows(store.Store.Rows, "SELECT count(*) FROM d.t", context);

        Assert.Equal(16 * 100, context.Meter.Bytes);
    }

    [Fact]
    public async Task Count_OfAnEmptyTable_IsNothing()
    {
        await using var store = await OpenAsync();

        Assert.Equal(["0 | null | null"], store.Rows("SELECT count(*), min(time), max(time) FROM d.t"));
    }

    private static async Task WriteAsync(StoreHarness store, string measureName, int[] minutes) => await store.WriteAsync(minutes.Select(minute =>
        Multi($"{minute % 3}", Now.AddMinutes(-minute), Measure("n", "BIGINT", $"{minute % 7}"), measureName)));
}
