namespace AirQuality.LoadTest.Simulation;

/// <summary>
/// How long answers take at a utilisation: each instance is an M/M/1 queue (the load balancer splits at random; there is one core), so the time
/// in it is exponential with mean S ÷ (1 − ρ), and its quantile q is −ln(1 − q) · S ÷ (1 − ρ). At ρ ≥ 1 there is no end to it.
/// </summary>
internal sealed record LatencyModel
{
    /// <summary>S, how long a request keeps an instance busy, ms: the CPU seconds of the report's recorded run, divided by its 64,000 requests.</summary>
    public double ServiceMs { get; init; } = 8.2;

    /// <summary>What is added on the way between client and instance, ms.</summary>
    public double NetworkMs { get; init; }

    /// <summary>The p95 that is promised, ms: the report's threshold.</summary>
    public double TargetP95Ms { get; init; } = 75;

    /// <summary>A utilisation above which nothing is promised, whatever the queue says, percent.</summary>
    public double SaturationPercent { get; init; } = 90;

    /// <summary>The utilisation from which on the promise is broken, 0 to 1: where p95 is the target, or saturation if that comes first.</summary>
    public double RiskUtilisation => Math.Clamp(Math.Min(SaturationPercent / 100, 1 - Quantile95 * ServiceMs / (TargetP95Ms - NetworkMs)), 0, 1);

    private static double Quantile95 { get; } = -Math.Log(0.05);

    /// <summary>The quantile of the time until the answer, ms.</summary>
    /// <param name="quantile">0 to 1.</param>
    /// <param name="utilisation">Demand ÷ capacity; may be above 1.</param>
    public double QuantileMs(double quantile, double utilisation) =>
        utilisation < 1 ? NetworkMs - Math.Log(1 - quantile) * ServiceMs / (1 - utilisation) : double.PositiveInfinity;
}
