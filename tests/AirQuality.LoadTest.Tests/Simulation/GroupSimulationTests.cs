using AirQuality.LoadTest.Scaling;
using AirQuality.LoadTest.Simulation.Policies;

namespace AirQuality.LoadTest.Tests.Simulation;

/// <summary>
/// Answers by hand. The group's figures: a minute's value is acted on 110 s after its end, an instance takes traffic 120 s after its launch, warms up
/// for 150 s and drains for 300 s; the promise breaks at 1 + 8.2 ln 0.05 ÷ 75 = 67.2 %.
/// </summary>
public sealed class GroupSimulationTests
{
    [Theory]
    [InlineData(2, 1.0, 2.0, 0)] // 50 %
    [InlineData(2, 1.5, 2.0, 60)] // 75 %
    [InlineData(5, 3.5, 5.0, 60)] // 70 %
    [InlineData(1, 0.67, 1.0, 0)]
    [InlineData(1, 0.68, 1.0, 60)]
    public void Constant_AnHour_CostsItsNumberAndIsAtRiskByItsUtilisation(int instances, double demand, double hours, double riskMinutes)
    {
        var (result, _) = Traces.Run(Traces.Constant(demand, 60), SimulatedPolicy.Constant(instances));

        Assert.Equal(hours, result.InstanceHours, 9);
        Assert.Equal(riskMinutes, result.RiskMinutes, 9);
        Assert.Empty(result.Changes);
    }

    [Fact]
    public void Simple_OneInstanceAt90Percent_GrowsTwiceBecauseTheFirstChangeIsSeenLateAndShrinksOnce()
    {
        var (result, _) = Traces.Run(Traces.Constant(0.9, 60), new(PolicyKind.Simple, new ScalingPolicy()));

        // The third minute is acted on at 3:00 + 1:50. The cooldown ends at 7:20; what is seen at 7:50 is the minute until 6:00, before the second
        // instance took traffic at 6:50. Three carry 30 % from 9:50 on; minutes 11 to 25 are wholly below 42 %; the last is acted on at 26:50.
        Assert.Equal([("00:04:50", 1), ("00:07:50", 1), ("00:26:50", -1)], Traces.Changes(result));
        Assert.Equal(6 + 50 / 60.0, result.RiskMinutes, 9);
        Assert.Equal((290 * 1 + 180 * 2 + 1440 * 3 + 1690 * 2) / 3600.0, result.InstanceHours, 9);
        Assert.Equal(3, result.Peak);
    }

    [Fact]
    public void Step_OneInstanceAt90Percent_WaitsForTheOneThatWarmsUp()
    {
        var (result, _) = Traces.Run(Traces.Constant(0.9, 60), new(PolicyKind.Step, new ScalingPolicy()));

        Assert.Equal([("00:04:50", 1)], Traces.Changes(result));
    }

    [Fact]
    public void TargetTracking_DemandForFive_GrowsInProportionToWhatTheMetricCanSay()
    {
        var (result, _) = Traces.Run(Traces.Constant(2.9, 30), SimulatedPolicy.Tracking(60, 1, 9));

        // 100 % of one is needed by 1.67 at 60 %; of two, warm at 6:50 + 2:30 and seen at 9:50, by 3.33; of four, warm at 14:20, 72.5 % by 4.83.
        Assert.Equal([("00:04:50", 1), ("00:09:50", 2), ("00:14:50", 1)], Traces.Changes(result));
    }

    [Fact]
    public void TargetTracking_NoDemandAfterMuch_ShrinksByOneEachFifteenMinutes()
    {
        var (result, steps) = Traces.Run(Traces.Constant(0, 60), SimulatedPolicy.Tracking(60, 1, 5), new() { StartWith = 4 });

        Assert.Equal([("00:16:50", -1), ("00:31:50", -1), ("00:46:50", -1)], Traces.Changes(result));
        Assert.Equal(1, steps[^1].Count);
    }

    [Fact]
    public void TargetTracking_WhatTheRestCouldNotCarry_StaysAsItIs()
    {
        // 40 % of two is below the alarm at 42 %, but 80 % of one is above the target.
        Assert.Empty(Traces.Run(Traces.Constant(0.8, 120), SimulatedPolicy.Tracking(60, 1, 5), new() { StartWith = 2 }).Result.Changes);
    }

    [Fact]
    public void Draining_InstanceThatLeaves_IsCountedForFiveMinutesAndTakesNothing()
    {
        var (_, steps) = Traces.Run(Traces.Constant(0, 30), new(PolicyKind.Simple, new ScalingPolicy()), new() { StartWith = 2 });

        var draining = steps.Where(step => step.InService < step.Count).ToList();
        Assert.Equal(Traces.Start.AddSeconds(15 * 60 + 110), draining[0].Time);
        Assert.Equal(300 / 5, draining.Count);
        Assert.All(draining, step => Assert.Equal((2, 1), (step.Count, step.InService)));
    }
}
