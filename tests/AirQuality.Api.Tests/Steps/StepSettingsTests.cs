using AirQuality.Api.Settings;
using AirQuality.Api.Steps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AirQuality.Api.Tests.Steps;

public sealed class StepSettingsTests
{
    [Fact]
    public void Validate_Defaults_AreFine()
    {
        Assert.Empty(new StepSettings().Validate());
    }

    [Fact]
    public void Validate_OnlyTheRunnerThatRuns_IsLookedAt()
    {
        Assert.Equal(["Steps:Emr:ClusterId"], Keys(new() { Runner = StepRunnerKind.Emr }));
        Assert.Equal(["Steps:Local:Program"], Keys(new() { Runner = StepRunnerKind.Local }));
    }

    [Fact]
    public void Validate_EverythingWrong_NamesEachKey()
    {
        var settings = new StepSettings
        {
            Runner = StepRunnerKind.Emr,
            PollSeconds = 0,
            HeartbeatSeconds = double.NaN,
            ArchiveSource = "--data",
            Feeds = { ["a b"] = new() { Source = "24h" }, ["c"] = new() { Source = "-x", AveragingMinutes = 0 } },
            Emr = new()
            {
                ClusterId = "s-1", Endpoint = new("ftp://x"), Region = "Europe", RunnerJar = "", Program = "--x", Data = " ", Attempts = 0, TimeoutSeconds = 0,
            },
        };

        Assert.Equal(
            [
                "Steps:PollSeconds", "Steps:HeartbeatSeconds", "Steps:ArchiveSource", "Steps:Feeds", "Steps:Feeds:c:Source", "Steps:Feeds:c:AveragingMinutes",
                "Steps:Emr:ClusterId", "Steps:Emr:Endpoint", "Steps:Emr:Region", "Steps:Emr:RunnerJar", "Steps:Emr:Program", "Steps:Emr:Data",
                "Steps:Emr:Attempts", "Steps:Emr:TimeoutSeconds",
            ],
            Keys(settings));
    }

    [Fact]
    public void Start_SeveralWrongSections_AreToldAtOnce()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Steps:Runner"] = "local", ["Steps:Local:Program"] = "/no/such/program", ["Limits:StepsPerMinute"] = "0", ["Keys:0:Name"] = "a", ["Keys:0:Sha256"] = "x",
        });
        builder.Services.AddSteps(builder.Configuration);
        using var host = builder.Build();

        var told = Assert.Throws<OptionsValidationException>(host.Services.CheckSettings).Failures.ToList();

        Assert.Contains(told, problem => problem.StartsWith("Steps:Local:Program", StringComparison.Ordinal));
        Assert.Contains(told, problem => problem.StartsWith("Limits:StepsPerMinute", StringComparison.Ordinal));
        Assert.Contains(told, problem => problem.StartsWith("Keys:0:Sha256", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Keys(StepSettings settings) => settings.Validate().Select(problem => problem.Split(' ')[0]);
}
