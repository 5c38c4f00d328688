using AirQuality.Jobs.Backfill;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.Jobs.Tests.Backfill;

public sealed class WritePacerTests
{
    [Fact]
    public async Task Rate_IsHeldByAllWritersTogether()
    {
        var time = new FakeTimeProvider();
        var pacer = new WritePacer(100, time);

        await pacer.WaitAsync(200, CancellationToken.None); // the first may go at once
        var second = pacer.WaitAsync(50, CancellationToken.None);
        var third = pacer.WaitAsync(50, CancellationToken.None);

        time.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.Equal((false, false), (second.IsCompleted, third.IsCompleted));
        time.Advance(TimeSpan.FromMilliseconds(1));
        await second;
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(500));
        await third;
    }

    [Fact]
    public async Task Rate_AfterAPause_IsNotMadeUpFor()
    {
        var time = new FakeTimeProvider();
        var pacer = new WritePacer(100, time);
        await pacer.WaitAsync(1, CancellationToken.None);
        time.Advance(TimeSpan.FromHours(1));

        await pacer.WaitAsync(100, CancellationToken.None);

        Assert.False(pacer.WaitAsync(1, CancellationToken.None).IsCompleted);
    }

    [Fact]
    public void Rate_None_NeverWaits()
    {
        var pacer = new WritePacer(null, new FakeTimeProvider());

        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(pacer.WaitAsync(1_000_000, CancellationToken.None).IsCompleted));
    }

    [Fact]
    public async Task Wait_CanBeEnded()
    {
        var pacer = new WritePacer(1, new FakeTimeProvider());
        await pacer.WaitAsync(10, CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pacer.WaitAsync(1, new CancellationToken(canceled: true)));
    }
}
