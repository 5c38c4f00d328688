using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Backfill;

/// <summary>The real program is killed, stopped, and run beside a cycle. Fault test 44.</summary>
public sealed class BackfillProcessTests(UndisturbedBackfill undisturbed) : IClassFixture<UndisturbedBackfill>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Killed_InTheMiddle_TheNextRunLeavesWhatAnUndisturbedOneLeaves(int sensors)
    {
        using (var killed = AirQualityProcess.Start([.. Backfill("killed"), "--records-per-second", "1500", "--concurrency", "1"]))
        {
            await UntilBegunAsync("killed", sensors);
            killed.Kill();
            await killed.WaitAsync();
        }

        var next = await AirQualityProcess.RunAsync(Backfill("killed"));

        Assert.True(next.ExitCode == (int)ExitCode.Ok, next.ToString());
        Assert.True(next.Report["sums_hold"]!.GetValue<bool>(), next.Output);
        await AssertSameAsync("killed");
    }

    [Fact]
    public async Task Stopped_EndsTidilyWithItsCode_AndTheNextRunGoesOn()
    {
        using (var process = AirQualityProcess.Start([.. Backfill("stopped"), "--records-per-second", "1000", "--concurrency", "1"]))
        {
            await UntilBegunAsync("stopped", 3);
            var stopped = await process.StopAsync();
            Assert.Equal((int)ExitCode.Interrupted, stopped.ExitCode);
            Assert.Equal("interrupted", stopped.Report["state"]!.GetValue<string>());
            Assert.True(stopped.Report["sums_hold"]!.GetValue<bool>(), stopped.Output);
            Assert.True(stopped.Report["files_left"]!.GetValue<int>() > 0);
        }

        var next = await AirQualityProcess.RunAsync(Backfill("stopped"));

        Assert.Equal((int)ExitCode.Ok, next.ExitCode);
        Assert.True(next.Report["files_finished_before"]!.GetValue<int>() > 0, next.Output);
        await AssertSameAsync("stopped");
    }

    // A cycle with the same sensors runs while the backfill does, which is killed and run again.
    [Fact]
    public async Task Killed_BesideALiveCycle_NothingIsLostOrTwice()
    {
        using var store = AirQualityProcess.Start(["timestream-local", "--data", _folder["both"]]);
        await store.UrlAsync();
        var feed = _folder.Write("feed.json", FeedText.Feed(Enumerable.Range(4, 6).Select(sensor => FeedText.Entry(sensor, FeedText.TimeText(DateTimeOffset.UtcNow.AddMinutes(-sensor))))));
        using (var killed = AirQualityProcess.Start([.. Backfill("both"), "--records-per-second", "1500", "--concurrency", "1"]))
        {
            await UntilBegunAsync("both", 2);
            var beside = await AirQualityProcess.RunAsync(["cycle", "--json", "--feed", feed, "--data", _folder["both"]]);
            Assert.Equal(6, beside.Report["stored"]!.GetValue<int>());
            killed.Kill();
            await killed.WaitAsync();
        }

        var next = await AirQualityProcess.RunAsync(Backfill("both"));
        var cycle = await AirQualityProcess.RunAsync(["cycle", "--json", "--feed", feed, "--data", _folder["both"]]);

        Assert.Equal(((int)ExitCode.Ok, 0), (next.ExitCode, cycle.Report["stored"]!.GetValue<int>()));
        await store.StopAsync();
        var rows = (await DataFolderState.ReadAsync(_folder["both"])).Rows;
        var archived = rows.Where(row => row.Contains("averaging_minutes=1440", StringComparison.Ordinal)).ToList();
        Assert.Equal(6, rows.Count - archived.Count);
        Assert.Equal(undisturbed.Rows.Order(StringComparer.Ordinal), archived.Select(WithoutTheFeedsDimensions).Order(StringComparer.Ordinal));
    }

    // A sensor begun after the cycle has the dimensions that the cycle's rows told, one begun before has not.
    private static string WithoutTheFeedsDimensions(string row) => string.Join('|', row.Split('|').Where(column =>
        column.Split('=')[0] is not ("country" or "sensor_pin" or "sensor_type_id" or "sensor_type_manufacturer")));

    [Fact]
    public async Task TwoAtOnce_TheSecondIsRefused()
    {
        using var first = AirQualityProcess.Start([.. Backfill("twice"), "--records-per-second", "500"]);
        await UntilBegunAsync("twice", 1);

        var second = await AirQualityProcess.RunAsync(Backfill("twice"));

        Assert.Equal((int)ExitCode.Configuration, second.ExitCode);
        Assert.Contains("Another process fills", second.Output, StringComparison.Ordinal);
    }

    private async Task AssertSameAsync(string data) =>
        Assert.Equal(undisturbed.Rows, (await DataFolderState.ReadAsync(_folder[data])).Rows);

    // The manifest of a sensor is there before its first record is written.
    private async Task UntilBegunAsync(string data, int sensors)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (DataFolderState.Files(Path.Combine(_folder[data], "backfill"), "*.json") < sensors)
            await Task.Delay(10, limit.Token);
    }

    private string[] Backfill(string data) => undisturbed.Ask(_folder[data]);
}

/// <summary>An archive of the last weeks, and what an undisturbed run makes of it.</summary>
public sealed class UndisturbedBackfill : IAsyncLifetime, IDisposable
{
    private const int Days = 25;
    private const int Sensors = 6;

    // The program's clock is the real one, and the table's window follows it.
    private static readonly DateOnly First = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-Days - 1);

    private readonly TemporaryFolder _folder = new();

    /// <summary>Every row that it left.</summary>
    public IReadOnlyList<string> Rows { get; private set; } = [];

    /// <summary>The command line that fills a data folder from the archive.</summary>
    public string[] Ask(string data) =>
        ["backfill", "--json", "--source", _folder["archive"], "--from", $"{First:yyyy-MM-dd}", "--to", $"{First.AddDays(Days):yyyy-MM-dd}", "--data", data];

    public async Task InitializeAsync()
    {
        var archive = new TestArchive(_folder);
        for (var sensor = 1; sensor <= Sensors; sensor++)
            for (var i = 0; i < Days; i++)
                archive.Write(First.AddDays(i), $"{10 + i * sensor}", sensor, hours: i % 7 == 5 ? 11 : 24);
        var result = await AirQualityProcess.RunAsync(Ask(_folder["data"]));
        Assert.True(result.ExitCode == (int)ExitCode.Ok, result.ToString());
        Rows = (await DataFolderState.ReadAsync(_folder["data"])).Rows;
        Assert.NotEmpty(Rows);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
}
