using AirQuality.Timestream.Tests.Scripted;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.Timestream.Tests.Writing;

public sealed class RetryTests
{
    [Fact]
    public async Task O7_SleepPerBatch_AHealthyTableIsFilledWithoutOneWait()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        var clock = new RecordingClock();

        var result = await server.WriteAsync(Samples.Records(5_000), time: clock);

        Assert.Equal(5_000, result.Stored.Count);
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task O9_NoBackOff_WaitsDoubleWithJitterUpToTheCeiling()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.ServerError;
        var clock = new RecordingClock();
        var options = server.Options with
        {
            RetryBudget = 6,
            RetryDelay = TimeSpan.FromMilliseconds(200),
            MaxRetryDelay = TimeSpan.FromSeconds(2),
        };

        var result = await server.WriteAsync(Samples.Records(1), options, clock);

        Assert.Equal(6, result.Retries);
        double[] ceilings = [200, 400, 800, 1_600, 2_000, 2_000];
        Assert.Equal(ceilings.Length, clock.Waits.Count);
        Assert.All(clock.Waits.Zip(ceilings), pair => Assert.InRange(pair.First.TotalMilliseconds, pair.Second / 2, pair.Second));
    }

    [Fact]
    public async Task O9_SettingsHardCoded_DatabaseTableAddressAndRegionComeFromTheOptions()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        var options = server.Options with { Database = "elsewhere", Table = "other.table-1", Region = "ap-southeast-2" };

        await server.WriteAsync(Samples.Records(1), options);

        var call = Assert.Single(server.Writes);
        Assert.Equal("elsewhere", call.Body.GetProperty("DatabaseName").GetString());
        Assert.Equal("other.table-1", call.Body.GetProperty("TableName").GetString());
        Assert.Contains("/ap-southeast-2/timestream/aws4_request", call.Headers["Authorization"], StringComparison.Ordinal);
    }

    /// <summary>A clock whose waits end at once and are remembered.</summary>
    private sealed class RecordingClock : FakeTimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
                return base.CreateTimer(callback, state, dueTime, period);
            lock (Waits)
                Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
