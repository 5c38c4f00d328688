using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Writes;

public sealed class IngestionWindowTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(899_999, true)]
    [InlineData(900_000, false)]
    [InlineData(-((24 * 60) + 25) * 60_000L, true)]
    [InlineData((-((24 * 60) + 25) * 60_000L) - 1, false)]
    public async Task Record_AtEdgeOfMemoryWindow_TakenInsideOnly(long offsetMs, bool taken)
    {
        await using var server = await TestServer.StartWithTableAsync(memoryHours: 24);

        var answer = await server.WriteAsync(server.Record(time: server.Ms(TimeSpan.FromMilliseconds(offsetMs))));

        Assert.Equal(taken ? null : "RejectedRecordsException", answer.Error);
        if (!taken)
            Assert.Equal(
                "The record timestamp is outside the time range [2026-11-23T07:35:00.000Z, 2026-11-24T08:15:00.000Z) of the memory store.",
                answer.Reason);
    }

    [Fact]
    public async Task Record_OlderThanMemoryWithMagneticWrites_GoesToMagneticStore()
    {
        await using var server = await TestServer.StartWithTableAsync(memoryHours: 24, magneticDays: 5, magneticWrites: true);
        string window = "The record timestamp is outside the time range [2026-11-18T07:35:00.000Z, 2026-11-24T08:15:00.000Z) of the data ingestion window.";

        var answer = await server.WriteAsync(string.Join(
            ',',
            server.Record("1", server.Ms()),
            server.Record("1", server.Ms(-TimeSpan.FromDays(3)), sensor: "2"),
            server.Record("1", server.Ms(-TimeSpan.FromDays(7)), sensor: "3"),
            server.Record("1", server.Ms(TimeSpan.FromHours(1)), sensor: "4")));
        var good = await server.WriteAsync(server.Record("1", server.Ms()) + "," + server.Record("1", server.Ms(-TimeSpan.FromDays(3)), sensor: "2"));

        Assert.Equal([2, 3], answer.Rejected.Select(record => record.GetProperty("RecordIndex").GetInt32()));
        Assert.All(answer.Rejected, record => Assert.Equal(window, record.GetProperty("Reason").GetString()));
        Assert.Equal("""{"Total":2,"MemoryStore":1,"MagneticStore":1}""", good["RecordsIngested"].GetRawText());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("253402300799000")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999999999999999999999999999999999")]
    [InlineData("-99999999999999999999999999999999999999999999999999")]
    public async Task Record_FarTime_RejectedAlone(string time)
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.WriteAsync(server.Record("1", time, sensor: "far") + "," + server.Record("2"));

        Assert.Equal(0, answer.Rejected.Single().GetProperty("RecordIndex").GetInt32());
        Assert.NotNull((await server.WriteAsync(server.Record("3"))).Error);
    }

    [Theory]
    [InlineData("SECONDS", 1)]
    [InlineData("MILLISECONDS", 1_000)]
    [InlineData("MICROSECONDS", 1_000_000)]
    [InlineData("NANOSECONDS", 1_000_000_000)]
    public async Task TimeUnit_Each_IsTheSameInstant(string unit, long perSecond)
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(server.Record("1"));

        var answer = await server.WriteAsync(server.Record(
            "2", (TestServer.Start.ToUnixTimeSeconds() * perSecond).ToString(System.Globalization.CultureInfo.InvariantCulture), $",\"TimeUnit\":\"{unit}\""));

        Assert.StartsWith("A record already exists", answer.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12.5")]
    [InlineData("2026-11-24")]
    [InlineData("-")]
    [InlineData(" 1")]
    public async Task Time_NoWholeNumber_FailsTheRequest(string time)
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.WriteAsync(server.Record("1", time) + "," + server.Record("2"));

        Assert.Equal("ValidationException", answer.Error);
    }

    [Fact]
    public async Task Window_ClockMoves_FollowsTheClock()
    {
        await using var server = await TestServer.StartWithTableAsync(memoryHours: 1);
        string early = server.Ms();
        server.Time.Advance(TimeSpan.FromHours(3));

        Assert.NotNull((await server.WriteAsync(server.Record("1", early))).Error);
    }
}
