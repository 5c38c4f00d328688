using System.Text.Json;
using AirQuality.Api.Problems;
using AirQuality.Api.Steps.Requests;
using FsCheck.Xunit;

namespace AirQuality.Api.Tests.Steps.Requests;

public sealed class StepRequestReaderTests
{
    private static readonly string[] _feeds = ["24h", "5m", "recorded"];

    [Fact]
    public void Cycle_KnownFeed_IsRead()
    {
        Assert.Equal(new CycleRequest("recorded"), Read("""{"feed":"recorded","job":"cycle"}"""));
    }

    [Fact]
    public void Backfill_Everything_IsRead()
    {
        var request = (BackfillRequest)Read(
            """{"job":"backfill","from":"2018-01-01","to":"2018-12-31","bbox":[5.8,-47.2,15.1,55],"sensorTypes":["SDS011","radiation_si22g"],"sensors":[1,999999999999]}""");

        Assert.Equal((new DateOnly(2018, 1, 1), new DateOnly(2018, 12, 31)), (request.From, request.To));
        Assert.Equal([5.8, -47.2, 15.1, 55], request.Bbox!);
        Assert.Equal(["sds011", "radiation_si22g"], request.SensorTypes!);
        Assert.Equal([1, 999_999_999_999], request.Sensors!);
    }

    [Fact]
    public void Backfill_FiltersLeftOutOrNull_AreNull()
    {
        var request = (BackfillRequest)Read("""{"job":"backfill","from":"2018-01-01","to":"2018-01-01","bbox":null}""");

        Assert.Equal((null, null, null), (request.Bbox, request.SensorTypes, request.Sensors));
    }

    [Fact]
    public void Backfill_EverythingWrong_NamesEachMemberOnce()
    {
        var errors = ErrorsOf(
            """{"job":"backfill","from":"2018-1-1","to":20181231,"bbox":[200,0,0],"sensorTypes":["a b","ok",7],"sensors":[0,1.5,"3"],"args":["--rm"],"feed":"24h"}""");

        Assert.Equal(
            ["from", "to", "bbox", "sensorTypes[0]", "sensorTypes[2]", "sensors[0]", "sensors[1]", "sensors[2]", "args", "feed"],
            errors.Select(error => error.Parameter));
    }

    [Theory]
    [InlineData("""[]""", "")]
    [InlineData("""null""", "")]
    [InlineData("""{}""", "job")]
    [InlineData("""{"job":"rm -rf /"}""", "job")]
    [InlineData("""{"job":"Cycle","feed":"24h"}""", "job")]
    [InlineData("""{"job":{"$type":"x"},"feed":"24h"}""", "job")]
    [InlineData("""{"job":"cycle"}""", "feed")]
    [InlineData("""{"job":"cycle","feed":null}""", "feed")]
    [InlineData("""{"job":"cycle","feed":"24H"}""", "feed")]
    [InlineData("""{"job":"cycle","feed":"--data"}""", "feed")]
    [InlineData("""{"job":"cycle","feed":"https://evil.example/feed"}""", "feed")]
    [InlineData("""{"job":"cycle","feed":"24h; touch x"}""", "feed")]
    [InlineData("""{"job":"cycle","feed":"24h\n"}""", "feed")]
    [InlineData("""{"job":"cycle","feed":["24h"]}""", "feed")]
    [InlineData("""{"job":"cycle","feed":"24h","Feed":"5m"}""", "Feed")]
    [InlineData("""{"job":"backfill","from":"2018-02-30","to":"2018-03-01"}""", "from")]
    [InlineData("""{"job":"backfill","from":"2018-03-02","to":"2018-03-01"}""", "to")]
    [InlineData("""{"job":"backfill","from":"0001-01-01","to":"2018-03-01"}""", "from")]
    [InlineData("""{"job":"backfill","from":"2018-01-01","to":"2018-03-01","bbox":[1,2,3,1e999]}""", "bbox")]
    [InlineData("""{"job":"backfill","from":"2018-01-01","to":"2018-03-01","bbox":[1,9,3,8]}""", "bbox")]
    [InlineData("""{"job":"backfill","from":"2018-01-01","to":"2018-03-01","bbox":["1",2,3,4]}""", "bbox")]
    [InlineData("""{"job":"backfill","from":"2018-01-01","to":"2018-03-01","sensorTypes":[]}""", "sensorTypes")]
    [InlineData("""{"job":"backfill","from":"2018-01-01","to":"2018-03-01","sensorTypes":["--bbox"]}""", "sensorTypes[0]")]
    [InlineData("""{"job":"backfill","from":"2018-01-01","to":"2018-03-01","sensors":[1e30]}""", "sensors[0]")]
    public void Body_OneThingWrong_NamesIt(string body, string member)
    {
        var problem = Assert.Throws<ProblemException>(() => Read(body));

        Assert.Equal(ProblemType.InvalidBody, problem.Type);
        Assert.Equal(member.Length == 0 ? [] : [member], (problem.Errors ?? []).Select(error => error.Parameter));
    }

    [Theory]
    [InlineData("""{"job":"cycle","feed":"\ud800"}""")]
    [InlineData("""{"job":"cycle","feed":"24h","\udc00":1}""")]
    public void Body_HalfASurrogatePair_IsRefused(string body)
    {
        Assert.Equal(ProblemType.InvalidBody, Assert.Throws<ProblemException>(() => Read(body)).Type);
    }

    [Property]
    public bool Body_AnyTextAsFeed_IsTakenOnlyWhenListed(string feed)
    {
        var body = JsonSerializer.Serialize(new Dictionary<string, string?> { ["job"] = "cycle", ["feed"] = feed });
        try
        {
            return _feeds.Contains(((CycleRequest)Read(body)).Feed);
        }
        catch (ProblemException)
        {
            return !_feeds.Contains(feed);
        }
    }

    private static StepRequest Read(string body)
    {
        using var document = JsonDocument.Parse(body);
        return StepRequestReader.Read(document.RootElement, _feeds);
    }

    private static IReadOnlyList<InputError> ErrorsOf(string body) => Assert.Throws<ProblemException>(() => Read(body)).Errors!;
}
