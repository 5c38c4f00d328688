using AirQuality.LoadTest.Simulation;
using AirQuality.LoadTest.Simulation.Demand;
using AirQuality.LoadTest.Simulation.Policies;
using AirQuality.LoadTest.Simulation.Sweeping;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Simulation;

public sealed class SweepTests
{
    private static readonly GroupSimulation _report = new(TraceFile.Read(Fixtures.Report("metrics.csv"), 0.0082, TimeSpan.FromMinutes(3)).Demand, new(), new());
    private static readonly Sweep _sweep = Sweep.Run(_report, PolicyGrid.UpTo(5), 0.0168, default);

    [Fact]
    public void Grid_HasThousandsOfPoliciesAndNoneTwice()
    {
        var policies = PolicyGrid.UpTo(5);

        Assert.InRange(policies.Count, 2000, 5000);
        Assert.Equal(policies.Count, policies.Select(policy => policy.Name).Distinct().Count());
        Assert.All(policies, policy => Assert.InRange(policy.Rule.ScaleInBelowPercent, 0, policy.Rule.ScaleOutAbovePercent));
        Assert.All(policies, policy => Assert.InRange(policy.Rule.Min, 1, policy.Rule.Max));
    }

    [Fact]
    public void Grid_UpToOne_IsOne() => Assert.Equal("constant 1", Assert.Single(PolicyGrid.UpTo(1)).Name);

    [Fact]
    public void Run_InParallel_IsTheSameAsOneByOne()
    {
        foreach (var (policy, candidate) in PolicyGrid.UpTo(5).Zip(_sweep.All).Where((_, index) => index % 50 == 0))
        {
            var alone = _report.Run(policy);
            Assert.Equal(policy, candidate.Policy);
            Assert.Equal((alone.InstanceHours, alone.RiskMinutes), (candidate.Result.InstanceHours, candidate.Result.RiskMinutes));
            Assert.Equal(alone.InstanceHours * 0.0168, candidate.Cost);
        }
    }

    [Fact]
    public void Front_AgainstEveryPair_HoldsExactlyWhatNothingBeats()
    {
        static bool Beats(Candidate one, Candidate other) =>
            one.Result.InstanceHours <= other.Result.InstanceHours && one.Result.RiskMinutes <= other.Result.RiskMinutes
            && (one.Result.InstanceHours < other.Result.InstanceHours || one.Result.RiskMinutes < other.Result.RiskMinutes);
        var unbeaten = _sweep.All.Where(candidate => !_sweep.All.Any(other => Beats(other, candidate)))
            .Select(candidate => (candidate.Result.InstanceHours, candidate.Result.RiskMinutes)).Distinct().Order();

        Assert.Equal(unbeaten, _sweep.Front().Select(candidate => (candidate.Result.InstanceHours, candidate.Result.RiskMinutes)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(30)]
    public void Cheapest_IsOnTheFrontAndNothingAllowedIsCheaper(double riskMinutes)
    {
        var cheapest = _sweep.Cheapest(riskMinutes)!;

        Assert.Contains(cheapest, _sweep.Front());
        Assert.Equal(_sweep.All.Where(candidate => candidate.Result.RiskMinutes <= riskMinutes).Min(candidate => candidate.Cost), cheapest.Cost);
    }

    [Fact]
    public void Cheapest_OfDemandThatNothingCarries_IsNone()
    {
        var sweep = Sweep.Run(new(Traces.Constant(9, 30), new(), new()), PolicyGrid.UpTo(5), 1, default);

        Assert.Null(sweep.Cheapest(0));
        Assert.Equal("constant 1", Assert.Single(sweep.Front()).Policy.Name); // More instances cost more and avoid nothing.
    }

    [Fact]
    public void CostPerMinuteAvoided_IsTheMarginalCost()
    {
        static Candidate Of(double cost, double risk) => new(SimulatedPolicy.Constant(1), new(cost, risk, 1, []), cost);

        Assert.Equal(0.25, Of(3, 2).CostPerMinuteAvoided(Of(1, 10)));
        Assert.Null(Of(3, 2).CostPerMinuteAvoided(Of(1, 2)));
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => Sweep.Run(_report, PolicyGrid.UpTo(5), 1, new CancellationToken(canceled: true)));
    }
}
