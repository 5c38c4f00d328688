using System.Text;
using System.Text.Json.Nodes;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>grafana/fleet.yaml as another program than CloudFormation understands it: deployed, then read back through the AWS CLI.</summary>
public sealed class FleetDeploymentTests(FleetStacks stacks) : IClassFixture<FleetStacks>
{
    [ToolFact("moto_server", "aws")]
    public void Group_Deployed_HasItsBoundsCooldownAndHealthCheck()
    {
        var group = stacks.Group("plain");

        Assert.Equal((1, 5, 150, "ELB"), ((int)group["MinSize"]!, (int)group["MaxSize"]!, (int)group["DefaultCooldown"]!, (string)group["HealthCheckType"]!));
        Assert.Equal(3, (int)stacks.Group("secure")["MaxSize"]!);
        Assert.Equal((string)TargetGroup("plain")["TargetGroupArn"]!, (string)group["TargetGroupARNs"]!.AsArray().Single()!);
        Assert.Equal("t4g.small", (string)group["Instances"]!.AsArray().Single()!["InstanceType"]!);
    }

    [ToolFact("moto_server", "aws")]
    public void LaunchTemplate_Deployed_IsClosedEncryptedAndWatchedByTheMinute()
    {
        var template = stacks.LaunchTemplate;
        var metadata = template["MetadataOptions"]!;
        var disk = template["BlockDeviceMappings"]!.AsArray().Single()!["Ebs"]!;

        Assert.Equal(("required", "enabled", 1), ((string)metadata["HttpTokens"]!, (string)metadata["HttpEndpoint"]!, (int)metadata["HttpPutResponseHopLimit"]!));
        Assert.True((bool)template["Monitoring"]!["Enabled"]!);
        Assert.Equal((true, "gp3"), ((bool)disk["Encrypted"]!, (string)disk["VolumeType"]!));
        Assert.Equal("unlimited", (string)template["CreditSpecification"]!["CpuCredits"]!);
        Assert.Null(template["KeyName"]);
        Assert.Equal((string)stacks.SecurityGroup("plain", "InstanceGroup")["GroupId"]!, (string)template["SecurityGroupIds"]!.AsArray().Single()!);
        Assert.StartsWith("ami-", (string)template["ImageId"]!, StringComparison.Ordinal);
    }

    [ToolFact("moto_server", "aws")]
    public void UserData_Deployed_NamesTheArtifactsAndTheAddress()
    {
        var script = Encoding.UTF8.GetString(Convert.FromBase64String((string)stacks.LaunchTemplate["UserData"]!));

        Assert.StartsWith("#!/bin/bash\n", script, StringComparison.Ordinal);
        Assert.Contains($"artifacts=artifacts/{FleetStacks.Version} ", script, StringComparison.Ordinal);
        Assert.Contains("--stack \"plain-grafana\" --resource Fleet ", script, StringComparison.Ordinal);
        Assert.Contains($"AIRQUALITY_URL={stacks.PlainOutputs["Url"]}\n", script, StringComparison.Ordinal);
    }

    [ToolFact("moto_server", "aws")]
    public void TargetGroup_Deployed_AsksGrafanasHealth()
    {
        var group = TargetGroup("plain");

        Assert.Equal(("HTTP", 3000, "instance"), ((string)group["Protocol"]!, (int)group["Port"]!, (string)group["TargetType"]!));
        Assert.Equal(("/api/health", "200"), ((string)group["HealthCheckPath"]!, (string)group["Matcher"]!["HttpCode"]!));
        Assert.Equal((10, 5), ((int)group["HealthCheckIntervalSeconds"]!, (int)group["HealthCheckTimeoutSeconds"]!));
        Assert.Equal((2, 3), ((int)group["HealthyThresholdCount"]!, (int)group["UnhealthyThresholdCount"]!));
    }

    [ToolFact("moto_server", "aws")]
    public async Task Listeners_WithoutCertificate_ForwardOnPort80()
    {
        var (port, listener) = Assert.Single(await stacks.ListenersAsync("plain"));
        var action = listener["DefaultActions"]!.AsArray().Single()!;

        Assert.Equal((80, "HTTP", "forward"), (port, (string)listener["Protocol"]!, (string)action["Type"]!));
        Assert.Equal((string)TargetGroup("plain")["TargetGroupArn"]!, (string)action["TargetGroupArn"]!);
        Assert.Equal($"http://{stacks.PlainOutputs["LoadBalancerDns"]}/", stacks.PlainOutputs["Url"]);
    }

    [ToolFact("moto_server", "aws")]
    public async Task Listeners_WithCertificate_RedirectToTls()
    {
        var listeners = await stacks.ListenersAsync("secure");
        var redirect = listeners[80]["DefaultActions"]!.AsArray().Single()!;
        var secure = listeners[443];

        Assert.Equal([80, 443], listeners.Keys.Order());
        Assert.Equal(("redirect", "HTTPS", "443", "HTTP_301"), ((string)redirect["Type"]!, (string)redirect["RedirectConfig"]!["Protocol"]!,
            (string)redirect["RedirectConfig"]!["Port"]!, (string)redirect["RedirectConfig"]!["StatusCode"]!));
        Assert.Equal(("HTTPS", "ELBSecurityPolicy-TLS13-1-2-2021-06"), ((string)secure["Protocol"]!, (string)secure["SslPolicy"]!));
        Assert.Equal(stacks.Certificate, (string)secure["Certificates"]!.AsArray().Single()!["CertificateArn"]!);
        Assert.Equal("forward", (string)secure["DefaultActions"]!.AsArray().Single()!["Type"]!);
        Assert.Equal("https://air.example.org/", stacks.SecureOutputs["Url"]);
    }

    [ToolFact("moto_server", "aws")]
    public void SecurityGroups_Deployed_LetOnlyTheLoadBalancerReachGrafana()
    {
        foreach (var name in new[] { "plain", "secure" })
        {
            var rule = stacks.SecurityGroup(name, "InstanceGroup")["IpPermissions"]!.AsArray().Single()!;
            Assert.Equal((3000, 3000, "tcp"), ((int)rule["FromPort"]!, (int)rule["ToPort"]!, (string)rule["IpProtocol"]!));
            Assert.Empty(rule["IpRanges"]!.AsArray());
            Assert.Equal((string)stacks.SecurityGroup(name, "LoadBalancerGroup")["GroupId"]!, (string)rule["UserIdGroupPairs"]!.AsArray().Single()!["GroupId"]!);
        }
        Assert.Equal([(80, "0.0.0.0/0")], Open("plain"));
        Assert.Equal([(80, "192.0.2.0/24"), (443, "192.0.2.0/24")], Open("secure"));
    }

    [ToolFact("moto_server", "aws")]
    public void Role_Deployed_AllowsEverythingOnlyWhereAwsKnowsNoResource()
    {
        // Service Authorization Reference: these actions have no resource type.
        string[] withoutResource =
        [
            "timestream:DescribeEndpoints", "timestream:SelectValues", "timestream:CancelQuery", "cloudwatch:PutMetricData", "ec2:DescribeTags",
            "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
        ];
        var statements = stacks.RolePolicies.SelectMany(policy => Document(policy!)["Statement"]!.AsArray()).Select(statement => statement!.AsObject()).ToList();

        Assert.Empty(stacks.AttachedPolicies);
        var onEverything = statements.Where(statement => Texts(statement["Resource"]).Contains("*")).SelectMany(statement => Texts(statement["Action"]));
        Assert.Equal(withoutResource.Order(), onEverything.Order());
        Assert.Equal("CWAgent", (string)Allowing(statements, "cloudwatch:PutMetricData")["Condition"]!["StringEquals"]!["cloudwatch:namespace"]!);
        Assert.Equal(["arn:aws:timestream:eu-west-1:123456789012:database/air_quality/table/readings"], Texts(Allowing(statements, "timestream:Select")["Resource"]));
        Assert.Equal([$"arn:aws:s3:::artifacts-of-air/artifacts/{FleetStacks.Version}/*"], Texts(Allowing(statements, "s3:GetObject")["Resource"]));
        Assert.DoesNotContain(statements.SelectMany(statement => Texts(statement["Action"])), action => action.Contains('*', StringComparison.Ordinal));
    }

    // Moto gives a role's inner policy as Python writes a dictionary, and nothing for a secret, which it does not make.
    private static JsonNode Document(JsonNode policy) =>
        JsonNode.Parse(((string)policy["PolicyDocument"]!).Replace('\'', '"').Replace("None", "null", StringComparison.Ordinal))!;

    private static JsonObject Allowing(IEnumerable<JsonObject> statements, string action) => statements.Single(statement => Texts(statement["Action"]).Contains(action));

    private static List<string> Texts(JsonNode? node) => node is JsonArray list ? [.. list.Select(item => (string)item!)] : [(string)node!];

    private JsonObject TargetGroup(string name) => stacks.TargetGroups.Single(group => (string)group!["TargetGroupName"]! == $"{name}-grafana")!.AsObject();

    private List<(int Port, string Cidr)> Open(string name) => [.. stacks.SecurityGroup(name, "LoadBalancerGroup")["IpPermissions"]!.AsArray()
        .Select(rule => ((int)rule!["FromPort"]!, (string)rule["IpRanges"]!.AsArray().Single()!["CidrIp"]!)).Order()];
}
