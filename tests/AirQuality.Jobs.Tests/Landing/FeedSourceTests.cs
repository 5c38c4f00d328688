using AirQuality.Jobs.Landing;
using AirQuality.Jobs.Settings;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Landing;

public sealed class FeedSourceTests
{
    [Theory]
    [InlineData("24h", "https://data.sensor.community/static/v2/data.24h.json", 1440)]
    [InlineData("5m", "https://data.sensor.community/static/v2/data.json", 5)]
    [InlineData("https://example.org/static/v2/data.24h.json", "https://example.org/static/v2/data.24h.json", 1440)]
    [InlineData("https://example.org/static/v2/data.1h.json", "https://example.org/static/v2/data.1h.json", 60)]
    [InlineData("http://127.0.0.1:8080/data.json", "http://127.0.0.1:8080/data.json", 5)]
    [InlineData("s3://bucket/landing/data.24h.json.gz", "s3://bucket/landing/data.24h.json.gz", 1440)]
    public void Parse_KnownNamesAndUrls_SayWhereAndHowLong(string source, string location, int averagingMinutes)
    {
        var feed = FeedSource.Parse(source, null);

        Assert.Equal(location, feed.Location.ToString());
        Assert.Equal(averagingMinutes, feed.AveragingMinutes);
    }

    [Fact]
    public void Parse_AveragingGiven_Wins() => Assert.Equal(60, FeedSource.Parse("24h", 60).AveragingMinutes);

    [Theory]
    [InlineData("no-such-file.json", "no file 'no-such-file.json'")]
    [InlineData("ftp://example.org/data.json", "must be http, https, s3 or a file")]
    [InlineData("s3://bucket", "names no object")]
    [InlineData("s3://bucket/landing/", "names no object")]
    [InlineData("s3:///data.json", "names no object")]
    [InlineData("http://", "is not a URL")]
    public void Parse_UselessSource_SaysWhy(string source, string why) =>
        Assert.Contains(why, Assert.Throws<ConfigurationException>(() => FeedSource.Parse(source, null)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_NameOfAHostileFile_IsSafeInFileNames()
    {
        using var folder = new TemporaryFolder();
        var feed = FeedSource.Parse(folder.Write("..a b;$(rm)'\"é.json.gz", "[]"), null);

        Assert.Matches("^[A-Za-z0-9_-][A-Za-z0-9_.-]*$", feed.Name);
    }
}
