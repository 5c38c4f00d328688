using AirQuality.LoadTest.Simulation;
using AirQuality.LoadTest.Simulation.Demand;
using AirQuality.LoadTest.Simulation.Policies;

namespace AirQuality.LoadTest.Tests.Simulation;

/// <summary>Small traces, and policies at work on them.</summary>
internal static class Traces
{
    public static DateTimeOffset Start { get; } = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static DemandTrace Constant(double demand, int minutes) => OfMinutes(Enumerable.Repeat(demand, minutes));

    public static DemandTrace OfMinutes(IEnumerable<double> demand) => new(Start, TimeSpan.FromMinutes(1), [.. demand]);

    public static (SimulationResult Result, List<SimulationStep> Steps) Run(DemandTrace trace, SimulatedPolicy policy, GroupParameters? group = null)
    {
        var steps = new List<SimulationStep>();
        return (new GroupSimulation(trace, group ?? new GroupParameters(), new LatencyModel()).Run(policy, steps), steps);
    }

    public static IEnumerable<(string After, int By)> Changes(SimulationResult result) =>
        result.Changes.Select(change => ((change.Time - Start).ToString("c", null), change.By));
}
