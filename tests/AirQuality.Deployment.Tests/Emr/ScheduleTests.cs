using System.Globalization;
using System.Text.Json.Nodes;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>The schedule's template: how often, how patiently, and who hears of what.</summary>
public sealed class ScheduleTests
{
    private static readonly JsonObject _template = CloudTemplate.Read("emr/schedule.yaml");

    [Fact]
    public void Schedule_AddsStepsAndGivesUpSoon()
    {
        var schedule = Properties("Schedule");

        Assert.Equal("rate(${RateMinutes} minutes)", (string?)schedule["ScheduleExpression"]!["Fn::Sub"]);
        Assert.Equal("5", (string?)_template["Parameters"]!["RateMinutes"]!["Default"]);
        Assert.Equal("OFF", (string?)schedule["FlexibleTimeWindow"]!["Mode"]);
        Assert.Equal("arn:${AWS::Partition}:scheduler:::aws-sdk:emr:addJobFlowSteps", (string?)schedule["Target"]!["Arn"]!["Fn::Sub"]);
        Assert.InRange((long)schedule["Target"]!["RetryPolicy"]!["MaximumRetryAttempts"]!, 0, 2);
        Assert.InRange((long)schedule["Target"]!["RetryPolicy"]!["MaximumEventAgeInSeconds"]!, 60, 300);
    }

    [Fact]
    public void NoCycle_WhateverTheRate_IsToldAfterThreeThatAreMissing()
    {
        var alarm = Properties("NoCycleAlarm");
        var rates = TemplateFiles.Texts(_template["Parameters"]!["RateMinutes"]!["AllowedValues"]);
        var patience = _template["Mappings"]!["Patience"]!.AsObject();

        Assert.Equal(rates, patience.Select(rate => rate.Key));
        Assert.All(patience, rate =>
            Assert.Equal(3 * int.Parse(rate.Key, CultureInfo.InvariantCulture) * 60, (long)rate.Value!["Periods"]! * (long)alarm["Period"]!));
        Assert.Equal(300, (long?)alarm["Period"]);
        Assert.All<string>(["EvaluationPeriods", "DatapointsToAlarm"], key =>
            Assert.Equal("""{"Fn::FindInMap":["Patience",{"Ref":"RateMinutes"},"Periods"]}""", alarm[key]!.ToJsonString()));
        Assert.Equal(("StepsCompleted", "Sum", "LessThanThreshold", 1, "breaching"), Rule(alarm));
        Assert.Equal("""{"Fn::If":["IsEnabled",true,false]}""", alarm["ActionsEnabled"]!.ToJsonString());
    }

    [Fact]
    public void FailedStep_IsToldAtOnce()
    {
        var alarm = Properties("StepFailedAlarm");

        Assert.Equal((300, 1), ((long?)alarm["Period"], (long?)alarm["EvaluationPeriods"]));
        Assert.Equal(("StepsFailed", "Sum", "GreaterThanThreshold", 0, "notBreaching"), Rule(alarm));
    }

    [Fact]
    public void DeadLetters_AnyInFifteenMinutes_AreTold()
    {
        var alarm = Properties("DeadLetterAlarm");

        Assert.Equal((900, 1, "AWS/S3"), ((long?)alarm["Period"], (long?)alarm["EvaluationPeriods"], (string?)alarm["Namespace"]));
        Assert.Equal(("PutRequests", "Sum", "GreaterThanThreshold", 0, "notBreaching"), Rule(alarm));
    }

    [Fact]
    public void Alarms_All_GoToTheTopic() => Assert.All(
        CloudTemplate.Resources(_template, "AWS::CloudWatch::Alarm").Values,
        alarm => Assert.Equal("""[{"Ref":"Topic"}]""", alarm["Properties"]!["AlarmActions"]!.ToJsonString()));

    [Fact]
    public void Topic_TellsTheAddressThatIsGiven()
    {
        Assert.Equal("HasEmail", (string?)_template["Resources"]!["Subscription"]!["Condition"]);
        Assert.Equal("""{"TopicArn":{"Ref":"Topic"},"Protocol":"email","Endpoint":{"Ref":"AlarmEmail"}}""", Properties("Subscription").ToJsonString());
    }

    [Fact]
    public void Metrics_OfTheFilters_AreThoseThatAlarmsWatch()
    {
        var counted = CloudTemplate.Resources(_template, "AWS::Logs::MetricFilter").Values
            .Select(filter => filter["Properties"]!["MetricTransformations"]![0]!).Select(metric => (Namespace(metric, "MetricNamespace"), (string?)metric["MetricName"]));
        var watched = CloudTemplate.Resources(_template, "AWS::CloudWatch::Alarm").Values.Select(alarm => alarm["Properties"]!)
            .Where(alarm => alarm["Namespace"] is JsonObject).Select(alarm => (Namespace(alarm, "Namespace"), (string?)alarm["MetricName"]));

        Assert.Equal(watched.Order(), counted.Order());
    }

    [Theory]
    [InlineData("CompletedFilter", "COMPLETED", "airquality cycle*")]
    [InlineData("FailedFilter", "FAILED", "airquality *")]
    public void Filter_CountsStepsByTheirNames(string filter, string state, string name)
    {
        var steps = JsonNode.Parse(File.ReadAllText(Fixtures.File("emr", "steps", "cycle.json")))!;

        Assert.Equal($$"""{ $.detail.state = "{{state}}" && $.detail.name = "{{name}}" }""", (string?)Properties(filter)["FilterPattern"]);
        Assert.StartsWith(name.TrimEnd('*'), (string)steps["Name"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_OfTheOneCluster_GoToALogGroupThatEventBridgeMayWrite()
    {
        Assert.Equal(
            """{"source":["aws.emr"],"detail-type":["EMR Step Status Change"],"detail":{"clusterId":[{"Ref":"ClusterId"}]}}""",
            Properties("StepEvents")["EventPattern"]!.ToJsonString());
        Assert.StartsWith("/aws/events/", (string)Properties("LogGroup")["LogGroupName"]!["Fn::Sub"]!, StringComparison.Ordinal);
        Assert.Equal(30, (long?)Properties("LogGroup")["RetentionInDays"]);
    }

    private static JsonObject Properties(string resource) => _template["Resources"]![resource]!["Properties"]!.AsObject();

    private static string? Namespace(JsonNode node, string key) => (string?)node[key]!["Fn::Sub"];

    private static (string? Metric, string? Statistic, string? Comparison, long? Threshold, string? Missing) Rule(JsonObject alarm) => (
        (string?)alarm["MetricName"], (string?)alarm["Statistic"], (string?)alarm["ComparisonOperator"], (long?)alarm["Threshold"], (string?)alarm["TreatMissingData"]);
}
