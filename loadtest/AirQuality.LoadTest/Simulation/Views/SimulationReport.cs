using AirQuality.LoadTest.Simulation.Policies;

namespace AirQuality.LoadTest.Simulation.Views;

/// <summary>What is told about a simulation.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Result">What it did.</param>
/// <param name="Steps">Each step.</param>
/// <param name="Latency">The promise.</param>
/// <param name="PricePerHour">USD.</param>
/// <param name="Agreement">How well it tells what a real group did, where the trace is a monitor's file.</param>
internal sealed record SimulationReport(SimulatedPolicy Policy, SimulationResult Result, IReadOnlyList<SimulationStep> Steps, LatencyModel Latency, double PricePerHour, Agreement? Agreement)
{
    /// <summary>What it costs, USD.</summary>
    public double Cost => Result.InstanceHours * PricePerHour;

    /// <summary>How long the trace is.</summary>
    public double Minutes => Steps.Count * GroupSimulation.Step.TotalMinutes;

    /// <summary>A step each so often.</summary>
    public IEnumerable<SimulationStep> Every(TimeSpan span)
    {
        var stride = (int)(span / GroupSimulation.Step);
        for (var index = 0; index < Steps.Count; index += stride)
            yield return Steps[index];
    }

    /// <summary>The p95 of a step, ms; null where there is no end to it.</summary>
    public double? P95Ms(SimulationStep step) => Latency.QuantileMs(0.95, step.Utilisation) is var p95 && double.IsFinite(p95) ? p95 : null;
}
