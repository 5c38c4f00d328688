using AirQuality.Api.Problems;
using AirQuality.Api.Steps;
using AirQuality.Api.Steps.Requests;
using AirQuality.Api.Steps.Templates;

namespace AirQuality.Api.Tests.Steps.Templates;

public sealed class StepTemplateTests
{
    private static readonly StepPlace _place = new("/opt/r.jar", "/opt/airquality-spark.dll", "/mnt/data", ["--region", "eu-west-1"]);
    private static readonly StepSettings _settings = new()
    {
        ArchiveSource = "s3://archive/days",
        Feeds = { ["recorded"] = new() { Source = "s3://b/feed.json", AveragingMinutes = 5, ReplayAsNow = true } },
    };

    [Fact]
    public void Cycle_NamedFeed_IsWhatSparkSubmitTakes()
    {
        Assert.Equal(
            [
                "spark-submit", "--master", "yarn", "--deploy-mode", "client",
                "--class", "org.apache.spark.deploy.dotnet.DotnetRunner", "/opt/r.jar", "dotnet", "/opt/airquality-spark.dll",
                "cycle", "--feed", "s3://b/feed.json", "--averaging-minutes", "5", "--replay-as-now", "--accept-dead-letters",
                "--data", "/mnt/data", "--region", "eu-west-1",
            ],
            Arguments(new CycleRequest("recorded")));
    }

    [Fact]
    public void Backfill_AllFilters_AreOptionsInTheProgramsOrder()
    {
        var request = new BackfillRequest(new(2018, 4, 2), new(2018, 12, 31), [-10.5, -5, 15, 50.25], ["sds011", "bme280"], [7, 8]);

        Assert.Equal(
            [
                "backfill", "--source", "s3://archive/days", "--from", "2018-04-02", "--to", "2018-12-31", "--bbox=-5,-10.5,50.25,15",
                "--sensor-type", "sds011", "--sensor-type", "bme280", "--sensor", "7", "--sensor", "8", "--accept-dead-letters",
                "--data", "/mnt/data", "--region", "eu-west-1",
            ],
            StepTemplate.Of("backfill").FillProgramArguments(TemplateValues.Of(request, _settings, _place)));
    }

    [Fact]
    public void Name_Cycle_HasTheFeedsName()
    {
        Assert.Equal("airquality cycle recorded", StepTemplate.Of("cycle").FillName(TemplateValues.Of(new CycleRequest("recorded"), _settings, _place)));
    }

    [Theory]
    [InlineData("/feeds/a b.json")]
    [InlineData("$(touch x).json")]
    [InlineData("'; rm -rf / #")]
    [InlineData("{data}{program}")]
    [InlineData("{tableOptions}")]
    [InlineData("$1\\1\n--data /etc")]
    public void Value_WhateverItHolds_StaysOneArgument(string source)
    {
        var settings = new StepSettings { Feeds = { ["odd"] = new() { Source = source } } };
        var plain = Arguments(new CycleRequest("24h"), settings);

        var odd = Arguments(new CycleRequest("odd"), settings);

        Assert.Equal(plain.Select(argument => argument == "24h" ? source : argument), odd);
    }

    [Fact]
    public void Backfill_NoArchive_SaysWhichSetting()
    {
        var problem = Assert.Throws<ProblemException>(() => TemplateValues.Of(new BackfillRequest(new(2018, 1, 1), new(2018, 1, 1)), new StepSettings(), _place));

        Assert.Equal(ProblemType.StepsUnavailable, problem.Type);
        Assert.Contains("Steps:ArchiveSource", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ProgramArguments_OfAFilledTemplate_AreTheRequestAgain()
    {
        StepRequest[] requests =
        [
            new CycleRequest("24h"), new CycleRequest("recorded"), new BackfillRequest(new(2018, 1, 1), new(2018, 1, 2)),
            new BackfillRequest(new(2018, 4, 2), new(2018, 12, 31), [-10.5, -5, 15, 50.25], ["sds011", "bme280"], [7, 8]),
        ];
        foreach (var request in requests)
        {
            var (job, arguments) = ProgramArguments.Read([.. Arguments(request)], _place.Program, new StepFeeds(_settings.Feeds));

            Assert.Equal(request.JobName, job);
            Assert.Equivalent(request.ToArguments(), arguments, strict: true);
        }
    }

    [Theory]
    [InlineData()]
    [InlineData("hadoop", "fs", "-ls")]
    [InlineData("dotnet", "/opt/airquality-spark.dll")]
    [InlineData("dotnet", "/opt/airquality-spark.dll", "query", "SELECT 1")]
    public void ProgramArguments_SomebodyElses_AreNoJob(params string[] arguments)
    {
        Assert.Equal((null, null), ProgramArguments.Read([.. arguments], _place.Program, new StepFeeds(_settings.Feeds)));
    }

    private static IReadOnlyList<string> Arguments(StepRequest request, StepSettings? settings = null) =>
        StepTemplate.Of(request.JobName).FillArguments(TemplateValues.Of(request, settings ?? _settings, _place));
}
