using System.Text.Json.Nodes;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>What grafana/fleet.yaml says, where the stand-in for AWS does not read it.</summary>
public sealed class FleetTemplateTests
{
    private static readonly JsonObject _template = CloudTemplate.Read("grafana/fleet.yaml");

    // The rule, in words: out above 60 % for 3 minutes, in below 42 % for 15 minutes, 150 seconds between two changes.
    [Theory]
    [InlineData("BusyAlarm", "GreaterThanThreshold", 60, 3, "ScaleOut", 1)]
    [InlineData("IdleAlarm", "LessThanThreshold", 42, 15, "ScaleIn", -1)]
    public void Alarm_Threshold_ChangesTheFleetByOne(string alarm, string comparison, long percent, long minutes, string policy, long change)
    {
        var watched = Properties(alarm);
        var acting = Properties(policy);

        Assert.Equal((comparison, percent), ((string)watched["ComparisonOperator"]!, (long)watched["Threshold"]!));
        Assert.Equal(("AWS/EC2", "CPUUtilization", "Average"), ((string)watched["Namespace"]!, (string)watched["MetricName"]!, (string)watched["Statistic"]!));
        Assert.Equal(minutes * 60, (long)watched["Period"]! * (long)watched["EvaluationPeriods"]!);
        Assert.Equal((60L, minutes, minutes), ((long)watched["Period"]!, (long)watched["EvaluationPeriods"]!, (long)watched["DatapointsToAlarm"]!));
        Assert.Equal("""[{"Name":"AutoScalingGroupName","Value":{"Ref":"Fleet"}}]""", watched["Dimensions"]!.ToJsonString());
        Assert.Equal($$"""[{"Ref":"{{policy}}"}]""", watched["AlarmActions"]!.ToJsonString());
        Assert.Equal(("SimpleScaling", "ChangeInCapacity", change, "150"),
            ((string)acting["PolicyType"]!, (string)acting["AdjustmentType"]!, (long)acting["ScalingAdjustment"]!, (string)acting["Cooldown"]!));
        Assert.Equal("Fleet", (string)acting["AutoScalingGroupName"]!["Ref"]!);
    }

    [Fact]
    public void Scaling_Policies_AreThoseTwo()
    {
        // A policy beside them would pull against them.
        Assert.Equal(["ScaleIn", "ScaleOut"], CloudTemplate.Resources(_template, "AWS::AutoScaling::ScalingPolicy").Keys.Order());
        var fleet = Properties("Fleet");
        Assert.Equal(("150", 150L, "ELB"), ((string)fleet["Cooldown"]!, (long)fleet["DefaultInstanceWarmup"]!, (string)fleet["HealthCheckType"]!));
        Assert.Null(fleet["DesiredCapacity"]);
    }

    [Fact]
    public void Fleet_Update_ReplacesOneAfterTheOtherAndWaitsForEach()
    {
        var fleet = _template["Resources"]!["Fleet"]!;
        var update = fleet["UpdatePolicy"]!["AutoScalingRollingUpdate"]!;

        Assert.Equal((1L, 1L, true), ((long)update["MinInstancesInService"]!, (long)update["MaxBatchSize"]!, (bool)update["WaitOnResourceSignals"]!));
        // Alarms that fire, and instances that are not yet healthy, must not undo the update while it runs.
        var suspended = update["SuspendProcesses"]!.AsArray().Select(process => (string)process!).ToHashSet();
        Assert.Superset(new HashSet<string> { "AlarmNotification", "ReplaceUnhealthy", "HealthCheck" }, suspended);
        Assert.Equal("LatestVersionNumber", (string)fleet["Properties"]!["LaunchTemplate"]!["Version"]!["Fn::GetAtt"]![1]!);
    }

    [Fact]
    public void Egress_BothGroups_IsNarrow()
    {
        var fromBalancer = CloudTemplate.Resources(_template, "AWS::EC2::SecurityGroupEgress").Single().Value["Properties"]!;
        var fromInstance = Properties("InstanceGroup")["SecurityGroupEgress"]!.AsArray().Single()!;

        Assert.Equal((3000L, 3000L), ((long)fromBalancer["FromPort"]!, (long)fromBalancer["ToPort"]!));
        Assert.Equal("InstanceGroup", (string)fromBalancer["DestinationSecurityGroupId"]!["Fn::GetAtt"]![0]!);
        Assert.Equal((443L, 443L, "tcp"), ((long)fromInstance["FromPort"]!, (long)fromInstance["ToPort"]!, (string)fromInstance["IpProtocol"]!));
    }

    [Fact]
    public void LoadBalancer_Attributes_DropWhatIsNoHeaderAndWaitForAQuery()
    {
        var balancer = Attributes(Properties("LoadBalancer")["LoadBalancerAttributes"]!);
        var targets = Attributes(Properties("TargetGroup")["TargetGroupAttributes"]!);

        Assert.Equal("true", balancer["routing.http.drop_invalid_header_fields.enabled"]);
        Assert.Equal(("75", "75"), (balancer["idle_timeout.timeout_seconds"], targets["deregistration_delay.timeout_seconds"]));
    }

    [Fact]
    public void Stickiness_Cookie_IsTheOneThatGrafanaSetsAtALogin()
    {
        var targets = Attributes(Properties("TargetGroup")["TargetGroupAttributes"]!);

        Assert.Equal(("true", "app_cookie"), (targets["stickiness.enabled"], targets["stickiness.type"]));
        Assert.Equal(GrafanaSettings.Read()["auth"]["login_cookie_name"], targets["stickiness.app_cookie.cookie_name"]);
    }

    [Fact]
    public void Secrets_Both_AreGeneratedAndReadByNobodyElse()
    {
        var secrets = CloudTemplate.Resources(_template, "AWS::SecretsManager::Secret");
        var statements = Properties("InstanceRole")["Policies"]!.AsArray().SelectMany(policy => policy!["PolicyDocument"]!["Statement"]!.AsArray());
        var reading = statements.Single(statement => statement!["Action"] is JsonValue action && (string)action! == "secretsmanager:GetSecretValue")!;

        Assert.Equal(["AdminSecret", "KeySecret"], secrets.Keys.Order());
        Assert.Equal("""[{"Ref":"AdminSecret"},{"Ref":"KeySecret"}]""", reading["Resource"]!.ToJsonString());
        Assert.All(secrets.Values, secret =>
        {
            Assert.InRange((long)secret["Properties"]!["GenerateSecretString"]!["PasswordLength"]!, 32, 128);
            Assert.True((bool)secret["Properties"]!["GenerateSecretString"]!["ExcludePunctuation"]!);
            Assert.Null(secret["Properties"]!["SecretString"]);
        });
    }

    [Fact]
    public void InstanceTypes_All_AreGravitonAsTheImageIs()
    {
        var types = _template["Parameters"]!["InstanceType"]!;

        Assert.Equal("t4g.small", (string)types["Default"]!);
        Assert.All(types["AllowedValues"]!.AsArray(), type => Assert.Matches(@"^(t4|[cm][67])g\.", (string)type!));
        Assert.EndsWith("-arm64", (string)_template["Parameters"]!["ImageId"]!["Default"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Templates_ParametersAndOutputs_AreDescribed()
    {
        foreach (var template in new[] { _template, CloudTemplate.Read("grafana/image.yaml") })
        {
            Assert.All(template["Parameters"]!.AsObject().Concat(template["Outputs"]!.AsObject()), part => Assert.NotEmpty((string)part.Value!["Description"]!));
        }
        Assert.Superset(new HashSet<string> { "Url", "LoadBalancerDns", "AutoScalingGroup" }, _template["Outputs"]!.AsObject().Select(output => output.Key).ToHashSet());
    }

    private static JsonObject Properties(string resource) => _template["Resources"]![resource]!["Properties"]!.AsObject();

    private static Dictionary<string, string> Attributes(JsonNode list) =>
        list.AsArray().ToDictionary(attribute => (string)attribute!["Key"]!, attribute => (string)attribute!["Value"]!, StringComparer.Ordinal);
}
