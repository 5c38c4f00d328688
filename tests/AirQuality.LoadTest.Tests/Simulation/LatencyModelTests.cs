using AirQuality.LoadTest.Simulation;

namespace AirQuality.LoadTest.Tests.Simulation;

public sealed class LatencyModelTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.8)]
    public void QuantileMs_AgainstAQueueThatIsPlayed_IsTheSame(double utilisation)
    {
        // Lindley's recursion: who arrives waits for what is left of the work before him.
        var random = new Random(8);
        double Exponential(double mean) => -mean * Math.Log(1 - random.NextDouble());
        var times = new double[400_000];
        var wait = 0.0;
        for (var index = 0; index < times.Length; index++)
        {
            var service = Exponential(8.2);
            times[index] = wait + service;
            wait = Math.Max(0, wait + service - Exponential(8.2 / utilisation));
        }
        Array.Sort(times);

        foreach (var quantile in (double[])[0.5, 0.95, 0.99])
            Assert.InRange(new LatencyModel { ServiceMs = 8.2 }.QuantileMs(quantile, utilisation) / times[(int)(quantile * times.Length)], 0.95, 1.05);
    }

    [Fact]
    public void RiskUtilisation_IsWhereP95IsTheTarget()
    {
        var model = new LatencyModel { ServiceMs = 8.2, NetworkMs = 5, TargetP95Ms = 75 };

        Assert.Equal(75, model.QuantileMs(0.95, model.RiskUtilisation), 9);
    }

    [Theory]
    [InlineData(1000, 90, 0.9)] // Saturation comes first.
    [InlineData(20, 90, 0)] // Even an idle instance is too slow: −ln 0.05 × 8.2 is 24.6.
    public void RiskUtilisation_AtItsEnds_IsSaturationOrNothing(double target, double saturation, double expected)
    {
        Assert.Equal(expected, new LatencyModel { ServiceMs = 8.2, TargetP95Ms = target, SaturationPercent = saturation }.RiskUtilisation, 9);
    }

    [Fact]
    public void QuantileMs_Saturated_HasNoEnd()
    {
        Assert.Equal(double.PositiveInfinity, new LatencyModel().QuantileMs(0.5, 1));
    }
}
