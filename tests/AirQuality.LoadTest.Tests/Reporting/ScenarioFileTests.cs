using AirQuality.LoadTest.Reporting.Measured;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Reporting;

public sealed class ScenarioFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_DurationsInAnyUnit_AreSeconds()
    {
        var scenario = Read("""
            config:
              phases:
                - { duration: 50, arrivalRate: 1 }
                - { pause: 30s }
                - { duration: "2m", arrivalRate: 1, rampTo: 5, name: up }
                - { pause: 500ms }
                - { duration: 1h, arrivalCount: 3 }
            """);

        Assert.Equal([50, 30, 120, 0.5, 3600], scenario.Phases.Select(phase => phase.Duration.TotalSeconds));
        Assert.Equal([false, true, false, true, false], scenario.Phases.Select(phase => phase.Pause));
        Assert.Equal("up", scenario.Phases[2].Name);
        Assert.Equal(new Targets(), scenario.Targets);
    }

    [Fact]
    public void Read_ItsThresholds_ReplaceTheFirstReports()
    {
        var scenario = Read("""
            config:
              phases: [{ duration: 1 }]
              apdex: { threshold: 30 }
              ensure:
                thresholds:
                  - http.response_time.p95: 250
                  - vusers.failed: 1
            """);

        Assert.Equal(new Targets { P95Ms = 250, ApdexMs = 30 }, scenario.Targets);
    }

    [Fact]
    public void Read_AnEnvironment_TakesItsPhases()
    {
        const string Yaml = """
            config:
              phases: [{ duration: 60 }]
              environments:
                quick: { phases: [{ duration: 5 }] }
            """;

        Assert.Equal(5, Assert.Single(Read(Yaml, "quick").Phases).Duration.TotalSeconds);
        Assert.Equal(60, Assert.Single(Read(Yaml).Phases).Duration.TotalSeconds);
        Assert.Contains("no environment 'slow'", Assert.Throws<InvalidDataException>(() => Read(Yaml, "slow")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no config")]
    [InlineData("just text", "no config")]
    [InlineData("config: {}", "no phases")]
    [InlineData("config: { phases: [{ arrivalRate: 1 }] }", "phase 1 has neither duration nor pause")]
    [InlineData("config: { phases: [{ duration: \"{{ $env.T }}\" }] }", "phase 1 takes '{{ $env.T }}'")]
    [InlineData("config: [", "is no scenario")]
    public void Read_WhatIsNone_IsRefusedByName(string yaml, string what)
    {
        var message = Assert.Throws<InvalidDataException>(() => Read(yaml)).Message;

        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.Contains("scenario.yaml", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Place_Stages_TakeThePauseAfterThem()
    {
        var start = new DateTimeOffset(2023, 12, 21, 17, 0, 0, TimeSpan.Zero);
        Phase[] phases = [new(null, TimeSpan.FromSeconds(50), false), new(null, TimeSpan.FromSeconds(30), true), new("last", TimeSpan.FromSeconds(60), false)];

        var stages = Stage.Place(phases, new(start, start.AddSeconds(200)));

        Assert.Equal(["stage 1", "last"], stages.Select(stage => stage.Name));
        Assert.Equal((start.AddSeconds(50), start.AddSeconds(80)), (stages[0].Arrivals.End, stages[0].Until));
        Assert.Equal((start.AddSeconds(80), start.AddSeconds(140)), (stages[1].Arrivals.Start, stages[1].Arrivals.End));
        Assert.True(stages[1].Whole.Contains(start.AddSeconds(200)));
    }

    private Scenario Read(string yaml, string? environment = null)
    {
        File.WriteAllText(_folder["scenario.yaml"], yaml);
        return ScenarioFile.Read(_folder["scenario.yaml"], environment);
    }
}
