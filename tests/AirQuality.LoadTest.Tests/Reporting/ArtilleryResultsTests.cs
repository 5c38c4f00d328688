using System.Globalization;
using AirQuality.LoadTest.Reporting.Measured;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Reporting;

public sealed class ArtilleryResultsTests
{
    /// <summary>artillery leaves out the periods of a pause; a line from the last request before it to the first after it would be a load that nobody made.</summary>
    [Fact]
    public void Pause_InTheCourse_IsPeriodsWithoutRequests()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["results.json"], """
            {
              "aggregate": { "counters": { "http.requests": 45 }, "firstCounterAt": 1700000004000, "lastCounterAt": 1700000052000 },
              "intermediate": [
                { "period": "1700000050000", "counters": { "http.requests": 5 }, "summaries": { "http.response_time": { "count": 5, "p95": 2 } } },
                { "period": "1700000000000", "counters": { "http.requests": 10 }, "summaries": { "http.response_time": { "count": 10, "p95": 1 } } },
                { "period": "1700000010000", "counters": { "http.requests": 30 }, "summaries": { "http.response_time": { "count": 30, "p95": 3 } } }
              ]
            }
            """);

        var periods = ArtilleryResults.Read(folder["results.json"]).Periods;

        Assert.Equal(
            ["0:04-0:10 10 1", "0:10-0:20 30 3", "0:20-0:30 0 ", "0:30-0:40 0 ", "0:40-0:50 0 ", "0:50-0:52 5 2"],
            periods.Select(period => string.Create(
                CultureInfo.InvariantCulture, $"{Second(period.Range.Start)}-{Second(period.Range.End)} {period.Traffic.Requests} {period.Traffic.Times.P95}")));

        static string Second(DateTimeOffset moment) => (moment - DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)).ToString(@"m\:ss", CultureInfo.InvariantCulture);
    }
}
