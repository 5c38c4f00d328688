using System.Text.Json.Nodes;
using AirQuality.Api.Steps;
using AirQuality.Api.Steps.Requests;
using AirQuality.Api.Steps.Templates;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>What the schedule gives to EMR.</summary>
public sealed class StepInputTests
{
    private const string Region = "eu-west-1";

    // The one operation as botocore knows it; it names what is missing, unknown or of another type.
    private const string Validator = """
        import json, sys, botocore.session, botocore.validate
        shape = botocore.session.get_session().get_service_model('emr').operation_model('AddJobFlowSteps').input_shape
        sys.exit(botocore.validate.ParamValidator().validate(json.loads(sys.argv[1]), shape).generate_report() or 0)
        """;

    [Theory]
    [InlineData("24h", "air_quality", "readings")]
    [InlineData("5m", "other.db", "t-1")]
    public void ScheduleInput_SameSettings_IsTheStepThatTheApiFills(string feed, string database, string table)
    {
        var expected = Request("j-1ABCDEFGHIJKL", new CycleRequest(feed), database, table);

        var input = JsonNode.Parse(InputOf(CloudTemplate.Read("emr/schedule.yaml")["Resources"]!["Schedule"]!, feed, database, table));

        Assert.True(JsonNode.DeepEquals(expected, input), $"{expected.ToJsonString()}\n{input!.ToJsonString()}");
    }

    [Fact]
    public void ScheduleInput_Feeds_AreThoseThatTheApiHas() => Assert.Equal(
        new StepFeeds(new Dictionary<string, FeedSettings>()).Names,
        TemplateFiles.Texts(CloudTemplate.Read("emr/schedule.yaml")["Parameters"]!["Feed"]!["AllowedValues"]));

    [ToolFact("python3", "moto_server")]
    public async Task Requests_Botocore_AcceptsThem()
    {
        var inputs = TemplateFiles.Paths.SelectMany(path => CloudTemplate.Resources(CloudTemplate.Read(path), "AWS::Scheduler::Schedule").Values)
            .Select(schedule => InputOf(schedule, "24h", "air_quality", "readings"))
            .Append(Request("j-1", new BackfillRequest(new(2018, 1, 1), new(2018, 12, 31), [5, 47, 15, 55], ["sds011"], [7]), "air_quality", "readings").ToJsonString())
            .ToList();

        Assert.Equal(2, inputs.Count);
        foreach (var input in inputs)
        {
            var result = await Tool.RunAsync("python3", "-c", Validator, input);
            Assert.True(result is { ExitCode: 0, Output: "", Error: "" }, result.ToString());
        }
    }

    [ToolFact("python3", "moto_server")]
    public async Task Requests_WrongOne_BotocoreRefuses()
    {
        var result = await Tool.RunAsync("python3", "-c", Validator, """{"ClusterId":"j-1","Steps":[{"HadoopJarStep":{"Args":"cycle"}}]}""");

        Assert.Equal(1, result.ExitCode);
        Assert.All<string>(["JobFlowId", "ClusterId", "Name", "Jar", "Args"], member => Assert.Contains(member, result.Error, StringComparison.Ordinal));
    }

    private static string InputOf(JsonNode schedule, string feed, string database, string table) => Expansion.Sub(
        schedule["Properties"]!["Target"]!["Input"]!,
        new Dictionary<string, string>
        {
            ["ClusterId"] = "j-1ABCDEFGHIJKL", ["Feed"] = feed, ["Database"] = database, ["Table"] = table, ["AWS::Region"] = Region,
        });

    private static JsonObject Request(string cluster, StepRequest request, string database, string table)
    {
        var settings = new StepSettings { ArchiveSource = "s3://bucket/archive" };
        var place = new StepPlace(
            settings.Emr.RunnerJar, settings.Emr.Program, settings.Emr.Data, ["--region", Region, "--database", database, "--table", table]);
        var values = TemplateValues.Of(request, settings, place);
        var template = StepTemplate.Of(request.JobName);
        return new()
        {
            ["JobFlowId"] = cluster,
            ["Steps"] = new JsonArray(new JsonObject
            {
                ["Name"] = template.FillName(values),
                ["ActionOnFailure"] = template.ActionOnFailure,
                ["HadoopJarStep"] = new JsonObject
                {
                    ["Jar"] = template.HadoopJarStep.Jar,
                    ["Args"] = new JsonArray([.. template.FillArguments(values).Select(argument => (JsonNode)argument)]),
                },
            }),
        };
    }
}
