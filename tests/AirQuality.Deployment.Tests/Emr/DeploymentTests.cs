using System.Text.Json.Nodes;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>What the templates make, read back with the AWS CLI from a stand-in of AWS that somebody else wrote.</summary>
public sealed class DeploymentTests(DeployedStacks stacks) : IClassFixture<DeployedStacks>
{
    [ToolFact("moto_server", "aws", "bash")]
    public void Deploy_BeforePublishing_EndsAfterTheStorageAndSaysHowToGoOn()
    {
        Assert.Equal(3, stacks.Early.ExitCode);
        Assert.Equal(["airquality-network: create", "airquality-storage: create"], stacks.Early.Error.Split('\n')[1..3]);
        Assert.Contains($"run emr/publish.sh --bucket {stacks.Bucket}, then this again", stacks.Early.Error, StringComparison.Ordinal);
    }

    [ToolFact("moto_server", "aws", "bash")]
    public async Task Deploy_AfterPublishing_MakesTheRestWithTheNewestVersion()
    {
        Assert.True(stacks.Late.ExitCode == 0, stacks.Late.ToString());
        Assert.Equal(
            ["network: update", "storage: update", "security: create", "cluster: create", "schedule: create", "access: create", "grafana: create"],
            stacks.Late.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => line.Replace("airquality-", "", StringComparison.Ordinal)));
        Assert.Contains($"cluster  {await stacks.OutputAsync("cluster", "ClusterId")}\n", stacks.Late.Output, StringComparison.Ordinal);
        Assert.Contains($"grafana  {await stacks.OutputAsync("grafana", "Url")}\n", stacks.Late.Output, StringComparison.Ordinal);
        Assert.Contains($"bucket   s3://{stacks.Bucket}/ (artifacts/{DeployedStacks.Version})\n", stacks.Late.Output, StringComparison.Ordinal);
    }

    [ToolFact("moto_server", "aws", "bash")]
    public async Task Bucket_IsEncrypted()
    {
        var encryption = await stacks.AwsAsync("s3api", "get-bucket-encryption", "--bucket", stacks.Bucket);

        Assert.Equal("AES256", (string?)encryption["ServerSideEncryptionConfiguration"]!["Rules"]![0]!["ApplyServerSideEncryptionByDefault"]!["SSEAlgorithm"]);
    }

    [ToolFact("moto_server", "aws", "bash")]
    public async Task Network_Subnets_PrivateOnesHaveOnlyAWayOut()
    {
        var publicSubnets = (await stacks.OutputAsync("network", "PublicSubnets")).Split(',');
        var privateSubnets = (await stacks.OutputAsync("network", "PrivateSubnets")).Split(',');
        var subnets = (await stacks.AwsAsync(["ec2", "describe-subnets", "--subnet-ids", .. publicSubnets, .. privateSubnets]))["Subnets"]!.AsArray();
        var routes = (await stacks.AwsAsync("ec2", "describe-route-tables", "--route-table-ids", await stacks.IdAsync("network", "PrivateRoutes")))["RouteTables"]!;

        Assert.Equal(2, subnets.Select(subnet => (string?)subnet!["AvailabilityZone"]).Distinct().Count());
        Assert.Equal(["10.37.0.0/24", "10.37.1.0/24", "10.37.2.0/24", "10.37.3.0/24"], subnets.Select(subnet => (string?)subnet!["CidrBlock"]).Order());
        Assert.All(subnets, subnet => Assert.Equal(privateSubnets.Contains((string)subnet!["SubnetId"]!), IsTagged(subnet["Tags"])));
        var wayOut = Assert.Single(routes[0]!["Routes"]!.AsArray(), route => (string?)route!["DestinationCidrBlock"] == "0.0.0.0/0")!;
        Assert.StartsWith("nat-", (string?)wayOut["NatGatewayId"], StringComparison.Ordinal);
        Assert.Null(wayOut["GatewayId"]);
    }

    [ToolFact("moto_server", "aws", "bash")]
    public async Task SecurityGroups_Cluster_LetInNobodyFromOutside()
    {
        string primary = await stacks.OutputAsync("security", "PrimaryGroup"), core = await stacks.OutputAsync("security", "CoreGroup"), service = await stacks.OutputAsync("security", "ServiceGroup");
        var groups = (await stacks.AwsAsync("ec2", "describe-security-groups", "--group-ids", primary, core, service))["SecurityGroups"]!.AsArray()
            .ToDictionary(group => (string)group!["GroupId"]!, group => group!);

        Assert.All(groups.Values, group => Assert.True(IsTagged(group["Tags"])));
        Assert.All(groups.Values, group => Assert.All(group["IpPermissions"]!.AsArray(), rule => Assert.Empty(rule!["IpRanges"]!.AsArray())));
        Assert.Equal([(primary, "tcp", 9443)], Rules(groups[service]["IpPermissions"]));
        Assert.Equal(new[] { (core, "tcp", 8443), (primary, "tcp", 8443) }.Order(), Rules(groups[service]["IpPermissionsEgress"]));
        var within = new[] { primary, core }.SelectMany(source => new[] { (source, "icmp", -1), (source, "tcp", 0), (source, "udp", 0) }).Append((service, "tcp", 8443)).Order();
        Assert.Equal(within, Rules(groups[primary]["IpPermissions"]));
        Assert.Equal(within, Rules(groups[core]["IpPermissions"]));
    }

    [ToolFact("moto_server", "aws", "bash")]
    public async Task SecurityConfiguration_EncryptsDisksWithAKeyThatRotatesAndTheWayBetweenNodes()
    {
        var key = await stacks.IdAsync("security", "DiskKey");
        var configuration = Document((await EmrAsync("describe-security-configuration", "--name", await stacks.OutputAsync("security", "SecurityConfiguration")))["SecurityConfiguration"]);
        var encryption = configuration["EncryptionConfiguration"]!;

        Assert.True((bool?)(await stacks.AwsAsync("kms", "get-key-rotation-status", "--key-id", key))["KeyRotationEnabled"]);
        Assert.Equal("true", encryption["EnableAtRestEncryption"]!.ToString().ToLowerInvariant());
        Assert.EndsWith($"key/{key}", (string?)encryption["AtRestEncryptionConfiguration"]!["LocalDiskEncryptionConfiguration"]!["AwsKmsKey"], StringComparison.Ordinal);
        Assert.Equal("SSE-S3", (string?)encryption["AtRestEncryptionConfiguration"]!["S3EncryptionConfiguration"]!["EncryptionMode"]);
        Assert.Equal("true", encryption["EnableInTransitEncryption"]!.ToString().ToLowerInvariant());
        Assert.Equal("s3://certificates/air.zip", (string?)encryption["InTransitEncryptionConfiguration"]!["TLSCertificateConfiguration"]!["S3Object"]);
        Assert.Equal(("2", "1"), (
            configuration["InstanceMetadataServiceConfiguration"]!["MinimumInstanceMetadataServiceVersion"]!.ToString(),
            configuration["InstanceMetadataServiceConfiguration"]!["HttpPutResponseHopLimit"]!.ToString()));
    }

    [ToolFact("moto_server", "aws", "bash")]
    public async Task Cluster_IsWhereAndAsItShouldBe()
    {
        var id = await stacks.OutputAsync("cluster", "ClusterId");
        var cluster = (await EmrAsync("describe-cluster", "--cluster-id", id))["Cluster"]!;
        var instances = cluster["Ec2InstanceAttributes"]!;

        Assert.Equal("emr-7.7.0", (string?)cluster["ReleaseLabel"]);
        Assert.EndsWith("/logs/", (string?)cluster["LogUri"], StringComparison.Ordinal);
        Assert.Equal(await stacks.OutputAsync("security", "ServiceRole"), (string?)cluster["ServiceRole"]);
        Assert.Equal(await stacks.OutputAsync("security", "NodeProfile"), (string?)instances["IamInstanceProfile"]);
        Assert.Equal((await stacks.OutputAsync("network", "PrivateSubnets")).Split(',')[0], (string?)instances["Ec2SubnetId"]);
        Assert.Equal(await stacks.OutputAsync("security", "PrimaryGroup"), (string?)instances["EmrManagedMasterSecurityGroup"]);
        Assert.Equal(await stacks.OutputAsync("security", "CoreGroup"), (string?)instances["EmrManagedSlaveSecurityGroup"]);
        Assert.Equal(await stacks.OutputAsync("security", "ServiceGroup"), (string?)instances["ServiceAccessSecurityGroup"]);
        Assert.True(IsTagged(cluster["Tags"]));
    }

    [ToolFact("moto_server", "aws", "bash")]
    public async Task Roles_AreMadeWithTheirPolicies()
    {
        var node = await stacks.IdAsync("security", "NodeRole");
        var policy = (await stacks.AwsAsync("iam", "get-role-policy", "--role-name", node, "--policy-name", "bucket"))["PolicyDocument"];
        var service = await stacks.AwsAsync("iam", "get-role", "--role-name", await stacks.IdAsync("security", "ServiceRole"));
        var scheduler = await stacks.AwsAsync("iam", "get-role-policy", "--role-name", await stacks.IdAsync("schedule", "SchedulerRole"), "--policy-name", "add-steps");
        var cluster = await stacks.OutputAsync("cluster", "ClusterArn");

        Assert.Contains("arn:aws:s3:::certificates/air.zip", Document(policy)["Statement"]!.AsArray().SelectMany(statement => TemplateFiles.Texts(statement!["Resource"])));
        Assert.Equal("123456789012", (string?)Document(service["Role"]!["AssumeRolePolicyDocument"])["Statement"]![0]!["Condition"]!["StringEquals"]!["aws:SourceAccount"]);
        Assert.Equal([cluster], TemplateFiles.Texts(Document(scheduler["PolicyDocument"])["Statement"]![0]!["Resource"]));
    }

    // The CLI's emr commands take no endpoint from the environment.
    private Task<JsonNode> EmrAsync(params string[] arguments) => stacks.AwsAsync(["emr", .. arguments, "--endpoint-url", stacks.Moto.Url]);

    private static bool IsTagged(JsonNode? tags) =>
        tags?.AsArray().Any(tag => (string?)tag!["Key"] == "for-use-with-amazon-emr-managed-policies" && (string?)tag["Value"] == "true") ?? false;

    // moto keeps some policies as Python writes them.
    private static JsonNode Document(JsonNode? policy) => policy is JsonValue text ? JsonNode.Parse(((string)text!).Replace('\'', '"'))! : policy!;

    private static IEnumerable<(string Group, string Protocol, int From)> Rules(JsonNode? permissions) => permissions!.AsArray()
        .SelectMany(rule => rule!["UserIdGroupPairs"]!.AsArray().Select(pair => ((string)pair!["GroupId"]!, (string)rule["IpProtocol"]!, (int?)rule["FromPort"] ?? -1))).Order();
}
