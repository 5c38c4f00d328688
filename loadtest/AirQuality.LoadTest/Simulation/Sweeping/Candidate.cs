using AirQuality.LoadTest.Simulation.Policies;

namespace AirQuality.LoadTest.Simulation.Sweeping;

/// <summary>A policy that was tried.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Result">What it did.</param>
/// <param name="Cost">What its instance-hours cost.</param>
internal sealed record Candidate(SimulatedPolicy Policy, SimulationResult Result, double Cost)
{
    /// <summary>What a minute at risk less costs, if this is taken instead of a cheaper one; null where it has no fewer.</summary>
    public double? CostPerMinuteAvoided(Candidate cheaper) =>
        cheaper.Result.RiskMinutes > Result.RiskMinutes ? (Cost - cheaper.Cost) / (cheaper.Result.RiskMinutes - Result.RiskMinutes) : null;
}
