using AirQuality.LoadTest.Reporting.Measured;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Reporting;

public sealed class PooledTimesTests
{
    [Fact]
    public void Of_OnePeriod_IsThatPeriod()
    {
        var period = ArtilleryResults.Read(Fixtures.Report("recorded/results.json")).Periods[3].Traffic.Times;

        var pooled = PooledTimes.Of([period]);

        Assert.Equal(period.P50!.Value, pooled.P50!.Value, 1e-6);
        Assert.Equal(period.P95!.Value, pooled.P95!.Value, 1e-6);
        Assert.Equal(period.P99!.Value, pooled.P99!.Value, 1e-6);
        Assert.Equal((period.Count, period.Min, period.Max), (pooled.Count, pooled.Min, pooled.Max));
    }

    /// <summary>artillery itself knows the percentiles of the whole run; those pooled from its periods come near.</summary>
    [Fact]
    public void Of_AllPeriods_IsNearlyTheWholeRun()
    {
        var results = ArtilleryResults.Read(Fixtures.Report("recorded/results.json"));

        var pooled = PooledTimes.Of(results.Periods.Select(period => period.Traffic.Times));

        var whole = results.Whole.Times;
        Assert.Equal((whole.Count, whole.Min, whole.Max), (pooled.Count, pooled.Min, pooled.Max));
        Assert.Equal(whole.Mean!.Value, pooled.Mean!.Value, 0.1);
        foreach (var (measured, estimated) in new[] { (whole.P50, pooled.P50), (whole.P75, pooled.P75), (whole.P90, pooled.P90), (whole.P95, pooled.P95), (whole.P99, pooled.P99) })
            Assert.InRange(estimated!.Value / measured!.Value, 0.97, 1.03);
    }

    [Fact]
    public void Of_UniformParts_IsTheirMixture()
    {
        // 100 answers spread evenly from 0 to 100 ms and 300 from 100 to 200: the median of all lies a third into the second.
        var pooled = PooledTimes.Of([Uniform(0, 100), Uniform(100, 300)]);

        Assert.Equal(100 + 100.0 / 3, pooled.P50!.Value, 1e-6);
        Assert.Equal(125, pooled.Mean!.Value, 1e-6);
    }

    [Fact]
    public void Of_Nothing_IsNotKnown() => Assert.Equal(new ResponseTimes(), PooledTimes.Of([new(), new() { Count = 0 }]));

    private static ResponseTimes Uniform(double from, double count) => new()
    {
        Count = count, Min = from, Mean = from + 50, P50 = from + 50, P75 = from + 75, P90 = from + 90, P95 = from + 95, P99 = from + 99, P999 = from + 99.9, Max = from + 100,
    };
}
