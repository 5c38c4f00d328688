using AirQuality.Api.Steps;
using AirQuality.Api.Steps.Watching;
using AirQuality.Api.Tests.Steps.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.Api.Tests.Steps.Watching;

public sealed class StepEventsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Events_ClientGoesOrServerStops_EndWithoutAFault(bool client)
    {
        var runner = new ScriptedRunner();
        var time = new FakeTimeProvider();
        var settings = new StepSettings { PollSeconds = 10 };
        using var gone = new CancellationTokenSource();
        using var lifetime = new Lifetime();
        var http = new DefaultHttpContext { RequestAborted = gone.Token, Response = { Body = new MemoryStream() } };
        var pulse = new StepEventPulse(settings, time, lifetime);
        var sending = new StepEvents(runner.Step, new StepLookups(runner, settings, time), pulse).ExecuteAsync(http);

        Assert.False(sending.IsCompleted);
        if (client)
            await gone.CancelAsync();
        else
            lifetime.StopApplication();
        await sending;

        Assert.Equal(0, runner.Looks);
    }

    [Fact]
    public async Task Pulse_ADay_HasAsManyBeatsAsItsIntervals()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        using var lifetime = new Lifetime();
        await using var beats = new StepEventPulse(new StepSettings { PollSeconds = 30, HeartbeatSeconds = 15 }, time, lifetime).BeatsAsync(default).GetAsyncEnumerator();
        var counts = new Dictionary<StepEventPulse.Beat, int> { [StepEventPulse.Beat.Look] = 0, [StepEventPulse.Beat.SignOfLife] = 0 };

        for (var next = beats.MoveNextAsync().AsTask(); time.GetUtcNow() < time.Start + TimeSpan.FromMinutes(10);)
        {
            while (next.IsCompleted)
            {
                counts[beats.Current]++;
                next = beats.MoveNextAsync().AsTask();
            }
            time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal((19, 39), (counts[StepEventPulse.Beat.Look], counts[StepEventPulse.Beat.SignOfLife]));
    }

    [Fact]
    public async Task Lookups_WithinAnInterval_AreOneQuestion()
    {
        var runner = new ScriptedRunner();
        var time = new FakeTimeProvider();
        var lookups = new StepLookups(runner, new StepSettings { PollSeconds = 10 }, time);

        await lookups.GetAsync("l-1", default);
        time.Advance(TimeSpan.FromSeconds(9.9));
        await lookups.GetAsync("l-1", default);
        Assert.Equal(1, runner.Looks);

        time.Advance(TimeSpan.FromSeconds(0.1));
        await lookups.GetAsync("l-1", default);
        Assert.Equal(2, runner.Looks);
    }

    [Fact]
    public async Task Lookups_FailedQuestion_IsNotKept()
    {
        var runner = new ScriptedRunner { Failures = 1 };
        var lookups = new StepLookups(runner, new StepSettings { PollSeconds = 10 }, new FakeTimeProvider());

        await Assert.ThrowsAsync<TimeoutException>(() => lookups.GetAsync("l-1", default));

        Assert.NotNull(await lookups.GetAsync("l-1", default));
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
