using AirQuality.LoadTest.Simulation.Demand;
using AirQuality.LoadTest.Simulation.Policies;

namespace AirQuality.LoadTest.Simulation;

/// <summary>A policy over a trace: the demand is spread evenly over the instances in service, and each minute's average reaches the policy late.</summary>
internal sealed class GroupSimulation(DemandTrace trace, GroupParameters parameters, LatencyModel latency)
{
    /// <summary>The clock's step.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);
    private static readonly int _stepsPerMinute = (int)(_minute / Step);

    private readonly double[] _demand = [.. Enumerable.Range(0, Math.Max(1, (int)(trace.Duration / Step))).Select(index => trace.At(Step * index))];
    private readonly double _riskUtilisation = latency.RiskUtilisation;

    /// <summary>Runs a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="steps">Where to note each step; null to note none.</param>
    public SimulationResult Run(SimulatedPolicy policy, List<SimulationStep>? steps = null)
    {
        var scaler = policy.Start();
        var group = new InstanceGroup(parameters, Math.Clamp(parameters.StartWith ?? policy.Rule.Min, policy.Rule.Min, policy.Rule.Max));
        var published = new Queue<(TimeSpan At, double? Cpu)>();
        var changes = new List<(DateTimeOffset, int)>();
        var (sum, measured, instanceSteps, riskSteps, peak) = (0.0, 0, 0L, 0L, 0);
        for (var index = 0; index < _demand.Length; index++)
        {
            var now = new TimeSpan(Step.Ticks * index);
            group.Advance(now);
            if (published.TryPeek(out var value) && value.At <= now)
            {
                published.Dequeue();
                var change = scaler.Observe(trace.Start + now, value.Cpu, new(group.Desired, group.InService(now, parameters.WarmUp)));
                group.Change(now, change);
                if (change != 0)
                    changes.Add((trace.Start + now, change));
            }
            var inService = group.InService(now);
            var utilisation = inService > 0 ? _demand[index] / inService : _demand[index] > 0 ? double.PositiveInfinity : 0;
            steps?.Add(new(trace.Start + now, _demand[index], group.Count, inService, utilisation));
            instanceSteps += group.Count;
            riskSteps += utilisation > _riskUtilisation ? 1 : 0;
            peak = Math.Max(peak, group.Count);
            if (inService > 0)
                (sum, measured) = (sum + Math.Min(100, utilisation * 100), measured + 1);
            if ((index + 1) % _stepsPerMinute == 0)
            {
                published.Enqueue((now + Step + parameters.MetricDelay, measured > 0 ? sum / measured : null));
                (sum, measured) = (0, 0);
            }
        }
        return new(instanceSteps * Step.TotalHours, riskSteps * Step.TotalMinutes, peak, changes);
    }
}
