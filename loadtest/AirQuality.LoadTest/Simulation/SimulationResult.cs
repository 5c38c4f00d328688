namespace AirQuality.LoadTest.Simulation;

/// <summary>What a policy did with a trace.</summary>
/// <param name="InstanceHours">The number of instances, integrated; one that boots or drains counts.</param>
/// <param name="RiskMinutes">How long the promise was broken.</param>
/// <param name="Peak">The most instances at once.</param>
/// <param name="Changes">When the number that was wanted changed, and by how many.</param>
internal sealed record SimulationResult(double InstanceHours, double RiskMinutes, int Peak, IReadOnlyList<(DateTimeOffset Time, int By)> Changes);

/// <summary>A step of a simulation.</summary>
/// <param name="Time">When it begins.</param>
/// <param name="Demand">In instances.</param>
/// <param name="Count">Instances that exist.</param>
/// <param name="InService">Instances that take traffic.</param>
/// <param name="Utilisation">Demand ÷ capacity; infinite where nobody is in service.</param>
internal readonly record struct SimulationStep(DateTimeOffset Time, double Demand, int Count, int InService, double Utilisation)
{
    /// <summary>What the metric says: never above 100; null where nobody is in service.</summary>
    public double? CpuPercent => InService > 0 ? Math.Min(100, Utilisation * 100) : null;
}
