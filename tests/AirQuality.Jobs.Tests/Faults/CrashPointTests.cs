using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Faults;

/// <summary>Fault test 1: the real process is killed at every step of a cycle. Conservation, at-least-once, idempotence.</summary>
public sealed class CrashPointTests : IDisposable
{
    private const int KilledBySignal = 128 + 9;
    private readonly TemporaryFolder _folder = new();
    private readonly string _feed;

    public CrashPointTests()
    {
        IReadOnlyList<string> odd =
        [
            """{"id":1,"timestamp":"2020-04-19 15:45:49","sensordatavalues":[]}""", // malformed: no sensor
            FeedText.Entry(99_999, FeedText.TimeText(DateTimeOffset.UtcNow.AddHours(3))), // refused by the table: too far ahead
        ];
        _feed = _folder.Write("feed.json", FeedText.Feed([.. FeedText.RecentEntriesOf(Fixtures.Milan2020), .. odd]));
    }

    public static TheoryData<int> Points => new(Enum.GetValues<CrashPoint>().Cast<int>());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Cycle_KilledAtAPoint_TheNextOneLeavesWhatAnUndisturbedOneLeaves(int point)
    {
        var undisturbed = await AirQualityProcess.RunAsync(Cycle("undisturbed"));
        Assert.Equal((int)ExitCode.Partial, undisturbed.ExitCode);

        var killed = await AirQualityProcess.RunAsync(Cycle("killed"), (CrashPoints.Variable, $"{point}"));
        Assert.Equal(KilledBySignal, killed.ExitCode);
        var next = await AirQualityProcess.RunAsync(Cycle("killed"));

        Assert.True(next.Report["sums_hold"]!.GetValue<bool>(), next.Output);
        var expected = await DataFolderState.ReadAsync(_folder["undisturbed"]);
        var actual = await DataFolderState.ReadAsync(_folder["killed"]);
        Assert.Equal(77, expected.Rows.Count);
        Assert.Equal(2, expected.DeadLetters.Count);
        Assert.Equal(expected.Rows, actual.Rows);
        Assert.Equal(expected.DeadLetters, actual.DeadLetters);
        Assert.Equal(0, actual.SpoolFiles);
        Assert.Equal(0, actual.HalfReceived);
    }

    // The same where the table is away, so that the way leads through the spool.
    [Theory]
    [InlineData((int)CrashPoint.Written)]
    [InlineData((int)CrashPoint.RejectedDeadLettered)]
    [InlineData((int)CrashPoint.Spooled)]
    [InlineData((int)CrashPoint.Finished)]
    public async Task Cycle_KilledWhileTheTableIsAway_IsMadeGoodWhenItIsBack(int point)
    {
        using var firstStore = AirQualityProcess.Start(["timestream-local", "--port", "0", "--data", _folder["store"]]);
        var url = await firstStore.UrlAsync();
        firstStore.Terminate();
        await firstStore.WaitAsync();

        var killed = await AirQualityProcess.RunAsync([.. Cycle("away"), "--endpoint", $"{url}"], (CrashPoints.Variable, $"{point}"));
        Assert.Equal(KilledBySignal, killed.ExitCode);
        using var store = AirQualityProcess.Start(["timestream-local", "--port", $"{url.Port}", "--data", _folder["store"]]);
        await store.UrlAsync();
        var next = await AirQualityProcess.RunAsync([.. Cycle("away"), "--endpoint", $"{url}"]);
        Assert.True(next.Report["sums_hold"]!.GetValue<bool>(), next.Output);
        store.Terminate();
        await store.WaitAsync();

        var rows = (await DataFolderState.ReadAsync(_folder["store"])).Rows;
        var rest = await DataFolderState.ReadAsync(_folder["away"]);
        Assert.Equal(77, rows.Count);
        Assert.Equal(2, rest.DeadLetters.Count);
        Assert.Equal(0, rest.SpoolFiles);
    }

    private string[] Cycle(string data) => ["cycle", "--json", "--feed", _feed, "--data", _folder[data]];
}
