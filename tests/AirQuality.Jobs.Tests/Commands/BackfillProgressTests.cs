using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Commands;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.Jobs.Tests.Commands;

public sealed class BackfillProgressTests
{
    [Fact]
    public async Task Elsewhere_ThanOnATerminal_SaysALineEachTenSeconds()
    {
        var time = new FakeTimeProvider();
        using var error = new Lines();
        var progress = new BackfillProgress(error, time);

        var result = await progress.ShowAsync(async onBegun =>
        {
            var tally = new BackfillTally(new BackfillReport { State = BackfillState.Interrupted, Files = 5_000, Sensors = 2, FilesFinishedBefore = 1_000 });
            onBegun(tally);
            time.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal("0 of 2 sensors, 1,000 of 5,000 files, 0 hours stored", await error.NextAsync());
            tally.Count(new UnitOutcome(FilesLeft: 2));
            tally.Count(new BackfillCounts { FilesRead = 3, FilesDamaged = new Dictionary<string, long> { ["empty"] = 1 }, Stored = 1_234 });
            time.Advance(TimeSpan.FromSeconds(9));
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("1 of 2 sensors, 1,004 of 5,000 files, 1,234 hours stored", await error.NextAsync());
            return 7;
        });
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((7, 2), (result, error.Count));
    }

    private sealed class Lines : StringWriter
    {
        private readonly System.Threading.Channels.Channel<string> _lines = System.Threading.Channels.Channel.CreateUnbounded<string>();

        public int Count { get; private set; }

        public override void WriteLine(string? value)
        {
            Count++;
            _lines.Writer.TryWrite(value ?? "");
        }

        public ValueTask<string> NextAsync() => _lines.Reader.ReadAsync();
    }
}
