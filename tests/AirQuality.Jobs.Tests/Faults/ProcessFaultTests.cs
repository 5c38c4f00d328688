using System.Text.Json.Nodes;
using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Faults;

/// <summary>Fault tests 20, 29 and 30, with the real program: host zones, dead letters offered twice, SIGTERM at random times.</summary>
public sealed class ProcessFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // O6: the report's program read times in the host's zone; the feed's are UTC. The hours include a night of clock change and a leap day.
    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/St_Johns")]
    [InlineData("Pacific/Apia")]
    public async Task O6_HostZone_ChangesNothing(string zone)
    {
        var feed = _folder.Write("feed.json", FeedText.Feed(
            FeedText.Entry(1, "2024-02-29 23:59:59"), FeedText.Entry(2, "2024-03-31 01:30:00"), FeedText.Entry(3, "2024-10-27T00:30:00"),
            FeedText.Entry(4, "2023-12-31 23:59:59"), FeedText.Entry(5, "2024-01-01 00:00:00")));

        var here = await RowsInZoneAsync("UTC", feed);
        var there = await RowsInZoneAsync(zone, feed);

        Assert.Equal(5, here.Count);
        Assert.Equal(here, there);
        Assert.Contains("time=2024-02-29 23:59:59.000000000", here[0], StringComparison.Ordinal);
    }

    // Fault test 29.
    [Fact]
    public async Task DeadLetters_OfferedTwice_StayAndNothingIsStoredTwice()
    {
        var feed = _folder.Write("feed.json", FeedText.Feed(
            FeedText.Entry(1, FeedText.TimeText(DateTimeOffset.UtcNow.AddHours(5))), FeedText.Entry(2, FeedText.TimeText(DateTimeOffset.UtcNow.AddHours(-1)))));
        var cycle = await RunAsync("cycle", "--json", "--feed", feed);
        Assert.Equal((int)ExitCode.Partial, cycle.ExitCode);
        var before = await DataFolderState.ReadAsync(_folder["data"]);

        for (var i = 0; i < 2; i++)
        {
            var replay = await RunAsync("replay", "--dead-letters", "--json");
            Assert.Equal((int)ExitCode.Partial, replay.ExitCode);
            Assert.Equal(1, replay.Report["rejected"]!.GetValue<int>());
        }

        var after = await DataFolderState.ReadAsync(_folder["data"]);
        Assert.Equal(before.Rows, after.Rows);
        Assert.Equal(before.DeadLetters, after.DeadLetters);
    }

    [Fact]
    public async Task DeadLetters_ThatTheTableNowTakes_AreStoredAndGone()
    {
        var store = AirQualityProcess.Start(["timestream-local", "--data", _folder["store"], "--faults", _folder.Write("faults.json",
            """{"rules":[{"fault":"reject","operation":"WriteRecords","records":[0]}]}""")]);
        var url = (await store.UrlAsync()).ToString();
        var feed = _folder.Write("feed.json", FeedText.Feed(
            FeedText.Entry(1, FeedText.TimeText(DateTimeOffset.UtcNow.AddHours(-2))), FeedText.Entry(2, FeedText.TimeText(DateTimeOffset.UtcNow.AddHours(-1)))));
        var cycle = await RunAsync("cycle", "--json", "--feed", feed, "--endpoint", url);
        Assert.Equal(1, cycle.Report["rejected"]!.GetValue<int>());
        store.Terminate();
        await store.WaitAsync();
        store.Dispose();
        using var mended = AirQualityProcess.Start(["timestream-local", "--data", _folder["store"]]);
        url = (await mended.UrlAsync()).ToString();

        var replay = await RunAsync("replay", "--dead-letters", "--json", "--endpoint", url);

        Assert.Equal((int)ExitCode.Ok, replay.ExitCode);
        Assert.Equal(1, replay.Report["stored"]!.GetValue<int>());
        Assert.Empty(DataFolderState.Lines(Path.Combine(_folder["data"], "dead-letter")));
        var count = await RunAsync("query", "--json", "--endpoint", url, "SELECT count(*) AS n FROM \"air_quality\".\"readings\"");
        Assert.Equal("2", JsonNode.Parse(count.Output)!["rows"]![0]![0]!.GetValue<string>());
    }

    // Fault test 30. Delays grow over a cycle's length; whatever it was doing, the next cycle makes it good.
    [Fact]
    public async Task Sigterm_AtAnyTime_EndsTidily()
    {
        var feed = _folder.Write("feed.json", FeedText.Feed(FeedText.RecentEntriesOf(Fixtures.Dust2018)));
        var codes = new HashSet<int>();
        for (var delay = 50; delay <= 1250; delay += 150)
        {
            var data = $"data{delay}";
            using (var process = AirQualityProcess.Start(Arguments(data, "cycle", "--json", "--feed", feed)))
            {
                await Task.Delay(delay);
                process.Terminate();
                var ended = await process.WaitAsync();
                Assert.True(ended.ExitCode is (int)ExitCode.Interrupted or (int)ExitCode.Ok or 128 + 15, $"after {delay} ms: {ended}"); // 143: before the program could listen
                codes.Add(ended.ExitCode);
                if (ended.Output.Length > 0)
                    Assert.True(ended.Report["sums_hold"]!.GetValue<bool>(), ended.Output);
                Assert.DoesNotContain("   at ", ended.ToString(), StringComparison.Ordinal);
            }

            var next = await AirQualityProcess.RunAsync(Arguments(data, "cycle", "--json", "--feed", feed));
            Assert.Equal((int)ExitCode.Ok, next.ExitCode);
            var state = await DataFolderState.ReadAsync(_folder[data]);
            Assert.Equal(2967 - next.Report["filtered"]!.GetValue<int>(), state.Rows.Count);
            Assert.Equal(0, state.SpoolFiles);
            Assert.Equal(0, state.HalfReceived);
        }
        Assert.Contains((int)ExitCode.Interrupted, codes);
    }

    private async Task<IReadOnlyList<string>> RowsInZoneAsync(string zone, string feed)
    {
        var data = zone.Replace('/', '-');
        var result = await AirQualityProcess.RunAsync(Arguments(data, "cycle", "--json", "--feed", feed), ("TZ", zone));
        Assert.Equal((int)ExitCode.Ok, result.ExitCode);
        return (await DataFolderState.ReadAsync(_folder[data])).Rows;
    }

    private Task<ProcessResult> RunAsync(params string[] arguments) => AirQualityProcess.RunAsync(Arguments("data", arguments));

    private string[] Arguments(string data, params string[] arguments) => [.. arguments, "--data", _folder[data]];
}
