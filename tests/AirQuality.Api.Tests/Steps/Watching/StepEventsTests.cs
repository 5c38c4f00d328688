using AirQuality.Api.Steps;
using AirQuality.Api.Steps.Watching;
using AirQuality.Api.Tests.Steps.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.Api.Tests.Steps.Watching;

public sealed class StepEventsTests
{
    [Fact]
    public async Task Events_ClientGoes_EndWithoutAFault()
    {
        var runner = new ScriptedRunner();
        var time = new FakeTimeProvider();
        var settings = new StepSettings { PollSeconds = 10 };
        using var gone = new CancellationTokenSource();
        var http = new DefaultHttpContext { RequestAborted = gone.Token, Response = { Body = new MemoryStream() } };
        var sending = new StepEvents(runner.Step, new StepLookups(runner, settings, time), settings, time).ExecuteAsync(http);

        Assert.False(sending.IsCompleted);
        await gone.CancelAsync();
        await sending;

        Assert.Equal(0, runner.Looks);
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
}
