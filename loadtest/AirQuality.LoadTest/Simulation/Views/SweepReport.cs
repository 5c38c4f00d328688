using AirQuality.LoadTest.Simulation.Sweeping;

namespace AirQuality.LoadTest.Simulation.Views;

/// <summary>What is told about a sweep.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="RiskMinutes">How many minutes at risk are allowed.</param>
/// <param name="Latency">The promise.</param>
/// <param name="PricePerHour">USD.</param>
internal sealed record SweepReport(Sweep Sweep, double RiskMinutes, LatencyModel Latency, double PricePerHour)
{
    /// <summary>The cheapest policy that keeps to what is allowed.</summary>
    public Candidate? Cheapest { get; } = Sweep.Cheapest(RiskMinutes);
}
