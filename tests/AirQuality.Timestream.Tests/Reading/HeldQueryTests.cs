using System.Text.Json;
using AirQuality.Timestream.Reading;
using AirQuality.Timestream.Tests.Scripted;

namespace AirQuality.Timestream.Tests.Reading;

public sealed class HeldQueryTests
{
    [Fact]
    public async Task O4_WholeTableScanned_TheWatermarkQueryIsBoundedInTimeAndMeasure()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Pages.Enqueue(Page(("17", "2025-11-24 08:00:00.123456789"), ("4", "2025-11-24 07:59:00.000000000")));

        var newest = await Query(server, held => held.NewestBySensorAsync(Samples.TimeMs, Samples.TimeMs + 86_400_000, 1440));

        Assert.Equal([(17L, 1_763_971_200_123), (4L, 1_763_971_140_000)], newest);
        Assert.Equal(
            "SELECT sensor_id, max(time) AS newest FROM \"air_quality\".\"readings\" WHERE measure_name = 'air_quality' "
            + "AND time BETWEEN timestamp '2025-11-24 08:00:00.000' AND timestamp '2025-11-25 08:00:00.000' "
            + "AND averaging_minutes >= 1440 GROUP BY sensor_id",
            Assert.Single(server.Calls).Body.GetProperty("QueryString").GetString());
    }

    [Fact]
    public async Task HeldAmong_MoreComesBackThanWasAsked_KeepsExactlyThePairsAsked()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Pages.Enqueue(Page(
            ("1", "2025-11-24 08:00:00.000000000"),
            ("2", "2025-11-24 08:00:00.000000000"),
            ("1", "2025-11-24 08:00:01.000000000"),
            ("north", "2025-11-24 08:00:00.000000000")));
        (long, long)[] late = [(1, Samples.TimeMs), (2, Samples.TimeMs + 1_000), (1, Samples.TimeMs)];

        var held = await Query(server, query => query.HeldAmongAsync(late, 5));

        Assert.Equal([(1, Samples.TimeMs)], held);
        Assert.Equal(
            "SELECT sensor_id, time FROM \"air_quality\".\"readings\" WHERE measure_name = 'air_quality' "
            + "AND time BETWEEN timestamp '2025-11-24 08:00:00.000' AND timestamp '2025-11-24 08:00:01.000' AND averaging_minutes >= 5 "
            + "AND sensor_id IN ('1', '2') AND time IN (timestamp '2025-11-24 08:00:00.000', timestamp '2025-11-24 08:00:01.000')",
            Assert.Single(server.Calls).Body.GetProperty("QueryString").GetString());
    }

    [Fact]
    public async Task HeldAmong_ManyLateReadings_AsksInPartsThatFitIntoAQuery()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        var late = Enumerable.Range(0, 2_500).Select(i => (long.MaxValue - i, 253_402_300_799_999 - i)).ToList();
        for (var part = 0; part < 3; part++)
            server.Pages.Enqueue(Page());

        await Query(server, query => query.HeldAmongAsync(late, 1440));

        var lengths = server.Calls.Select(call => call.Body.GetProperty("QueryString").GetString()!.Length).ToList();
        Assert.Equal(3, lengths.Count);
        Assert.All(lengths, length => Assert.InRange(length, 1, TimestreamSql.MaxLength / 3));
    }

    [Fact]
    public async Task HeldAmong_NothingLate_AsksNothing()
    {
        await using var server = await ScriptedTimestream.StartAsync();

        Assert.Empty(await Query(server, query => query.HeldAmongAsync([], 5)));
        Assert.Empty(server.Calls);
    }

    [Theory]
    [InlineData("line 1:8: Column 'sensor_id' does not exist")]
    [InlineData("line 1:150: Column 'averaging_minutes' does not exist")]
    public async Task Newest_TableHasNeverSeenARecord_HoldsNothing(string message)
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Invalid(message);

        Assert.Empty(await Query(server, query => query.NewestBySensorAsync(0, 1, 5)));
    }

    [Fact]
    public async Task Newest_DatabaseIsMissing_IsAnErrorAndNotAnEmptyTable()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Invalid(
            "Requested database 'air_quality' not found for identifier 'air_quality.readings' at line 1:45");

        await Assert.ThrowsAsync<TimestreamException>(() => Query(server, query => query.NewestBySensorAsync(0, 1, 5)));
    }

    private static string Page(params (string Sensor, string Time)[] rows)
    {
        var data = rows.Select(row => new { Data = new object[] { new { ScalarValue = row.Sensor }, new { ScalarValue = row.Time } } });
        return $$"""{"QueryId":"Q","ColumnInfo":[],"Rows":{{JsonSerializer.Serialize(data)}}}""";
    }

    private static async Task<IReadOnlyList<(long SensorId, long TimeMs)>> Query(
        ScriptedTimestream server, Func<HeldQuery, Task<IReadOnlyList<(long SensorId, long TimeMs)>>> ask)
    {
        using var client = TimestreamClients.CreateQuery(server.Options);
        return await ask(new HeldQuery(new QueryRunner(client, server.Options), server.Options));
    }
}
