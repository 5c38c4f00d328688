using AirQuality.LoadTest.Scaling;
using AirQuality.LoadTest.Simulation;
using AirQuality.LoadTest.Simulation.Demand;
using AirQuality.LoadTest.Simulation.Policies;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AirQuality.LoadTest.Tests.Simulation;

/// <summary>What holds for every policy on every trace.</summary>
[Properties(Arbitrary = [typeof(Cases)], MaxTest = 100)]
public sealed class PropertyTests
{
    [Property]
    public bool Desired_IsAlwaysBetweenLeastAndMost(Case of)
    {
        var (rule, desired) = (of.Policy.Rule, of.First);
        return of.Run().Result.Changes.All(change => (desired += change.By) >= rule.Min && desired <= rule.Max);
    }

    [Property]
    public bool Instances_AreAtLeastTheLeastAndWhatIsWantedIsInServiceOrBoots(Case of)
    {
        var (result, steps) = of.Run();
        return steps.All(step =>
        {
            var desired = of.First + result.Changes.Where(change => change.Time <= step.Time).Sum(change => change.By);
            return step.Count >= desired && step.InService <= desired && desired >= of.Policy.Rule.Min;
        });
    }

    [Property]
    public bool Simple_NothingChangesWithinACooldown(Case of)
    {
        var policy = of.Policy with { Kind = PolicyKind.Simple };
        return (of with { Policy = policy }).Run().Result.Changes is var changes
            && changes.Zip(changes.Skip(1)).All(pair => pair.Second.Time - pair.First.Time >= policy.Rule.Cooldown);
    }

    [Property]
    public bool InstanceHours_AreTheIntegralOfTheCount(Case of)
    {
        var (result, steps) = of.Run();
        return Math.Abs(result.InstanceHours - steps.Sum(step => step.Count * 5 / 3600.0)) < 1e-6 && result.Peak == steps.Max(step => step.Count);
    }

    [Property]
    public bool Constant_OneMoreInstanceIsNeverAtRiskForLonger(Case of) =>
        Enumerable.Range(1, 6).Select(count => (of with { Policy = SimulatedPolicy.Constant(count) }).Run().Result.RiskMinutes).ToList() is var risk
        && risk.Zip(risk.Skip(1)).All(pair => pair.Second <= pair.First);

    [Property]
    public bool NoDemand_ShrinksToTheLeast(Case of)
    {
        // Each step in takes its minutes, or the cooldown if that is longer; and the last one drains.
        var perStep = of.Policy.Rule.ScaleInMinutes + of.Policy.Rule.Cooldown.TotalMinutes + 1;
        var steps = (of with { Trace = Traces.Constant(0, (int)(perStep * of.Policy.Rule.Max) + 20) }).Run().Steps;
        return steps[^1].Count == of.Policy.Rule.Min;
    }

    [Property]
    public bool Run_Twice_IsTheSame(Case of) => of.Run().Steps.SequenceEqual(of.Run().Steps);

    /// <summary>A policy, a trace, and the instances at the beginning.</summary>
    public sealed record Case
    {
        internal Case(SimulatedPolicy policy, DemandTrace trace, int first) => (Policy, Trace, First) = (policy, trace, first);

        internal SimulatedPolicy Policy { get; init; }

        internal DemandTrace Trace { get; init; }

        internal int First { get; init; }

        internal (SimulationResult Result, List<SimulationStep> Steps) Run() => Traces.Run(Trace, Policy, new() { StartWith = First });

        public override string ToString() => $"{Policy.Name} from {First} over {string.Join(' ', Trace.Instances)}";
    }

    private static class Cases
    {
        public static Arbitrary<Case> Case() => Arb.From(
            from kind in Gen.Elements(PolicyKind.Simple, PolicyKind.Step, PolicyKind.TargetTracking)
            from outAbove in Gen.Choose(20, 95)
            from inBelow in Gen.Choose(5, outAbove)
            from outMinutes in Gen.Choose(1, 6)
            from inMinutes in Gen.Choose(1, 20)
            from cooldown in Gen.Choose(0, 600)
            from min in Gen.Choose(1, 4)
            from more in Gen.Choose(0, 5)
            from first in Gen.Choose(min, min + more)
            from levels in Gen.ListOf(Gen.Choose(0, 600))
            select new Case(
                new(kind, new ScalingPolicy
                {
                    ScaleOutAbovePercent = outAbove,
                    ScaleInBelowPercent = inBelow,
                    ScaleOutMinutes = outMinutes,
                    ScaleInMinutes = inMinutes,
                    Cooldown = TimeSpan.FromSeconds(cooldown),
                    Min = min,
                    Max = min + more,
                }),
                // Levels of six minutes each, so that alarms have something to follow.
                Traces.OfMinutes(levels.Append(0).SelectMany(level => Enumerable.Repeat(level / 100.0, 6))),
                first));
    }
}
