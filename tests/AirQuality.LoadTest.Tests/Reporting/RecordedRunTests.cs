using System.Globalization;
using System.Text.Json;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Reporting;

/// <summary>A result as artillery writes it, with periods and failures, and its scenario.</summary>
public sealed class RecordedRunTests : IDisposable
{
    private readonly JsonDocument _file = JsonDocument.Parse(File.ReadAllText(Fixtures.Report("recorded/results.json")));

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Times_Drawn_AreThePeriods()
    {
        foreach (var (name, property) in new[] { ("p50", "p50"), ("p95", "p95"), ("p99", "p99") })
        {
            var drawn = DrawnReport.Recorded.Chart("times").Line(name).Single().Select(point => point.Value).ToList();
            var written = Periods.Select(period => period.GetProperty("summaries").GetProperty("http.response_time").GetProperty(property).GetDouble()).ToList();
            Assert.Equal(written.Count, drawn.Count);
            Assert.All(written.Zip(drawn), pair => Assert.InRange(pair.Second, pair.First - 0.02, pair.First + 0.02));
        }
        Assert.Equal([75, 100], DrawnReport.Recorded.Chart("times").Thresholds);
    }

    [Fact]
    public void Rate_Drawn_IsRequestsByTheTimeThePeriodHad()
    {
        var drawn = DrawnReport.Recorded.Chart("rate").Line("requests").Single();

        // The second period of the file, 10 s from 18:43:10 on, has 244 requests; the first began with the first user at 18:43:01.413.
        Assert.Equal(new TimeSpan(18, 43, 15).TotalSeconds, drawn[1].At.TotalSeconds, 0.1);
        Assert.Equal(24.4, drawn[1].Value, 0.05);
        var first = Periods.First().GetProperty("counters").GetProperty("http.requests").GetDouble();
        Assert.Equal(first / 8.587, drawn[0].Value, 0.1);
    }

    [Fact]
    public void Stages_AreTheScenarios()
    {
        var bands = DrawnReport.Recorded.Chart("rate").Bands;

        Assert.Equal(["stage 1", "stage 2", "stage 3", "stage 4"], bands.Select(band => band.Name));
        Assert.Equal([10, 10, 15], bands.Take(3).Select(band => Math.Round((band.To - band.From).TotalSeconds, 1, MidpointRounding.ToEven)));
        Assert.Equal([15, 15, 20], bands.Zip(bands.Skip(1)).Select(pair => Math.Round((pair.Second.From - pair.First.From).TotalSeconds, 1, MidpointRounding.ToEven)));
    }

    [Fact]
    public void Stages_Summed_AreTheWhole()
    {
        var rows = DrawnReport.Recorded.Table("Each stage");

        Assert.Equal(6424, rows.Sum(row => Number(row[2])));
        Assert.Equal(10, rows.Sum(row => Number(row[3])));

        // The second stage's periods are those from 18:43:20 on (its middle 18:43:25 lies between 18:43:16.4 and 18:43:31.4).
        var counters = Periods.ElementAt(2).GetProperty("counters");
        Assert.Equal(counters.GetProperty("http.requests").GetDouble(), Number(rows[1][2]));
        var (satisfied, tolerated, frustrated) = (Counter("apdex.satisfied"), Counter("apdex.tolerated"), Counter("apdex.frustrated"));
        Assert.Equal(((satisfied + tolerated / 2) / (satisfied + tolerated + frustrated)).ToString("0.00", CultureInfo.InvariantCulture), rows[1][7]);

        double Counter(string name) => counters.TryGetProperty(name, out var counter) ? counter.GetDouble() : 0;
    }

    [Fact]
    public void Bars_AreTheTables()
    {
        var rows = DrawnReport.Recorded.Table("Each stage");
        var apdex = DrawnReport.Recorded.Chart("stage-apdex").Bars;
        var p95 = DrawnReport.Recorded.Chart("stage-times").Bars.Where(bar => bar.Title.Contains("p95", StringComparison.Ordinal));

        Assert.Equal(4, apdex.Count);
        Assert.All(rows.Zip(apdex), pair => Assert.Equal(Number(pair.First[7]), pair.Second.Value, 0.006));
        Assert.All(rows.Zip(p95), pair => Assert.Equal(Number(pair.First[5]), pair.Second.Value, 0.1));
    }

    [Fact]
    public void Failures_AreCountedOnceAndNamed()
    {
        Assert.Equal("10", DrawnReport.Recorded.Summary["Failed"]);
        Assert.Equal([["answer 503", "6"], ["ECONNRESET", "4"]], DrawnReport.Recorded.Table("What failed"));
        Assert.Contains("✗ missed failed requests at most 0 measured 10", DrawnReport.Recorded.Targets);
    }

    private IEnumerable<JsonElement> Periods => _file.RootElement.GetProperty("intermediate").EnumerateArray();

    private static double Number(string text) => double.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
