using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Landing;
using AirQuality.Jobs.Settings;
using AirQuality.Jobs.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.Jobs.Tests.Landing;

public sealed class LandingZoneTests : IDisposable
{
    private static readonly TableAddress Table = new("embedded a.b", "local-a.b");
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    private readonly LandingZone _landing;

    public LandingZoneTests() => _landing = new LandingZone(_folder["landing"], _time);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Accept_PlainSnapshot_IsKeptGzippedAndUnfinished()
    {
        var landed = await AcceptAsync("a.json", "[1,2]");

        await using var json = IncomingSnapshot.Open(_landing.SnapshotPath(landed), isGzip: true, new FeedSettings());
        Assert.Equal("[1,2]", await new StreamReader(json).ReadToEndAsync());
        Assert.Equal(landed, Assert.Single(_landing.Unfinished(Table)));
    }

    [Fact]
    public async Task Accept_SameContentAgain_LandsOnce()
    {
        var first = await AcceptAsync("a.json", "[1,2]");
        _time.Advance(TimeSpan.FromMinutes(5));

        var second = await AcceptAsync("a.json", "[1,2]");

        Assert.Equal(first, second);
        Assert.Single(_landing.Of(Table));
    }

    [Fact]
    public async Task Finish_EndsBeingUnfinished()
    {
        var landed = await AcceptAsync("a.json", "[1]");

        await _landing.FinishAsync(landed);

        Assert.Empty(_landing.Unfinished(Table));
    }

    [Fact]
    public async Task ValidatorsOf_UnfinishedSnapshot_AreNone()
    {
        var feed = new FeedSource("24h", new Uri("https://example.org/data.json"), 1440);
        using var incoming = IncomingSnapshot.OfDownload(feed, _folder.Write("body", "[]"), "\"v1\"", null);
        var landed = await _landing.AcceptAsync(incoming, Hash('a'), 0, Table, CancellationToken.None);

        Assert.Null(_landing.ValidatorsOf(feed, Table));
        await _landing.FinishAsync(landed);
        Assert.Equal("\"v1\"", _landing.ValidatorsOf(feed, Table)!.ETag);
        Assert.Null(_landing.ValidatorsOf(feed, Table with { Target = "http://127.0.0.1:1/ a.b" }));
    }

    [Fact]
    public async Task Prune_KeepsTheNewestOfAFeedTheYoungAndTheUnfinished()
    {
        var old = await AcceptAsync("a.json", "[1]");
        var oldUnfinished = await AcceptAsync("a.json", "[2]");
        await _landing.FinishAsync(old);
        _time.Advance(TimeSpan.FromHours(50));
        var newest = await AcceptAsync("a.json", "[3]");
        await _landing.FinishAsync(newest);
        var otherFeed = await AcceptAsync("b.json", "[4]");
        await _landing.FinishAsync(otherFeed);
        _time.Advance(TimeSpan.FromHours(50));

        _landing.Prune(TimeSpan.FromHours(48));

        Assert.Equal([oldUnfinished.Id, newest.Id, otherFeed.Id], _landing.Of(Table).Select(s => s.Id));
        Assert.False(File.Exists(_landing.SnapshotPath(old)));
    }

    [Fact]
    public async Task SetAside_TakesItOutOfTheWayAndKeepsIt()
    {
        var landed = await AcceptAsync("a.json", "[1]");

        var aside = _landing.SetAside(landed);

        Assert.True(File.Exists(aside));
        Assert.Empty(_landing.Of(Table));
    }

    [Fact]
    public async Task Reopened_KnowsWhatWasLandedAndTellsOfWhatItCannotRead()
    {
        var landed = await AcceptAsync("a.json", "[1]");
        await File.WriteAllTextAsync(Path.Combine(_landing.Folder, "x.meta.json"), "{");

        var reopened = new LandingZone(_landing.Folder, _time);

        Assert.Equal("x.meta.json", Path.GetFileName(Assert.Single(reopened.TakeUnreadable())));
        Assert.Empty(reopened.TakeUnreadable());
        Assert.Equal(landed, Assert.Single(reopened.Of(Table)));
    }

    private async Task<LandedSnapshot> AcceptAsync(string name, string json)
    {
        using var incoming = IncomingSnapshot.OfFile(FeedSource.Parse(_folder.Write(name, json), null));
        return await _landing.AcceptAsync(incoming, Hash(json[^2]), 0, Table, CancellationToken.None);
    }

    private static string Hash(char c) => new(c, 64);
}
