using System.Net;
using AirQuality.Api.Store;
using AirQuality.Api.Tests.Steps.Hosting;
using AirQuality.Timestream.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace AirQuality.Api.Tests.Steps.Local;

/// <summary>Local steps with the real program, on recorded data, into the table that the API serves.</summary>
public sealed class ProgramTests
{
    private const string Backfill = """{"job":"backfill","from":"2018-01-01","to":"2018-12-31","bbox":[-180,-90,180,90]}""";

    [Fact]
    public async Task Cycle_RecordedFeed_StoresItInTheServersTableAndKeepsItsLog()
    {
        await using var host = await StepsHost.StartAsync(Programs.Settings(Programs.AirQuality));

        var submitted = await host.SubmittedAsync("""{"job":"cycle","feed":"recorded"}""");
        var step = await host.WaitAsync(StepsHost.IdOf(submitted), "completed", "failed");
        using var log = await host.Client.GetAsync(new Uri(step.GetProperty("log").GetString()!, UriKind.Relative));
        var text = await log.Content.ReadAsStringAsync();

        Assert.True(step.GetProperty("state").GetString() == "completed", step.ToString() + text);
        Assert.Equal("text/plain", log.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("airquality cycle --feed ", text, StringComparison.Ordinal);
        Assert.Contains("stored 2,959 new readings", text, StringComparison.Ordinal);
        Assert.Equal(2959, await RowsAsync(host));
        var times = step.GetProperty("timeline");
        Assert.True(times.GetProperty("created").GetDateTime() <= times.GetProperty("started").GetDateTime());
        Assert.True(times.GetProperty("started").GetDateTime() < times.GetProperty("ended").GetDateTime());
    }

    [Fact]
    public async Task Backfill_FixtureArchive_StoresItsHours()
    {
        await using var host = await StepsHost.StartAsync(Programs.Settings(Programs.AirQuality));

        var step = await host.WaitAsync(StepsHost.IdOf(await host.SubmittedAsync(Backfill)), "completed", "failed");

        var text = await host.Client.GetStringAsync(new Uri(step.GetProperty("log").GetString()!, UriKind.Relative));
        Assert.Contains("stored 65 hours of 6 sensors", text, StringComparison.Ordinal); // as the README has it
        Assert.Equal("completed", step.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("[]", "upstream")]
    [InlineData("not a feed", "upstream")]
    [InlineData(null, "configuration")]
    public async Task Cycle_FeedThatIsNone_FailsWithItsReasonAndTheProgramsWords(string? feed, string reason)
    {
        using var folder = new FeedFolder(feed);
        await using var host = await StepsHost.StartAsync([.. Programs.Settings(Programs.AirQuality), ("Steps:Feeds:broken:Source", folder.Feed)]);

        var step = await host.WaitAsync(StepsHost.IdOf(await host.SubmittedAsync("""{"job":"cycle","feed":"broken"}""")), "completed", "failed");

        Assert.Equal("failed", step.GetProperty("state").GetString());
        Assert.Equal(reason, step.GetProperty("failure").GetProperty("reason").GetString());
        Assert.Contains("It last said: ", step.GetProperty("failure").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_ArchiveNotConfigured_IsRefusedAtOnce()
    {
        await using var host = await StepsHost.StartAsync(("Steps:Runner", "local"), ("Steps:Local:Program", Programs.AirQuality));

        using var response = await host.SubmitAsync(Backfill);
        var problem = await StepsHost.BodyAsync(response, HttpStatusCode.ServiceUnavailable);

        Assert.Contains("Steps:ArchiveSource", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await host.GetAsync("/v1/steps")).GetProperty("meta").GetProperty("found").GetInt64());
    }

    private static async Task<long> RowsAsync(StepsHost host)
    {
        var store = host.Services.GetRequiredService<StoreConnection>();
        return (await new TableStatsQuery(store.Queries, store.Options).ReadAsync(CancellationToken.None)).Rows;
    }

    private sealed class FeedFolder : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("airquality-feed-").FullName;

        public FeedFolder(string? text)
        {
            if (text is not null)
                File.WriteAllText(Feed, text);
        }

        public string Feed => Path.Combine(_folder, "feed.json");

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
