using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>Who may do what, over every template.</summary>
public sealed partial class PolicyTests
{
    // AWS defines these without a resource (Service Authorization Reference), so there is no narrower one.
    private static readonly HashSet<string> _withoutResource =
    [
        "timestream:DescribeEndpoints", "timestream:SelectValues", "timestream:CancelQuery",
        "cloudwatch:PutMetricData", "ec2:DescribeTags",
        "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
    ];

    // AWS's own policies that may be attached. AmazonElasticMapReduceforEC2Role, which may do anything in S3, is not among them.
    private static readonly HashSet<string> _managed =
    [
        "service-role/AmazonEMRServicePolicy_v2", "AmazonSSMManagedInstanceCore", "EC2InstanceProfileForImageBuilder",
    ];

    // Services that act for anybody who asks them; only for this account, then.
    private static readonly HashSet<string> _deputies = ["elasticmapreduce.amazonaws.com", "scheduler.amazonaws.com"];

    public static TheoryData<string> All => TemplateFiles.All;

    [Theory, MemberData(nameof(All))]
    public void Policies_EveryResource_OnlyForActionsThatHaveNone(string path)
    {
        var wide = Statements(path).Where(statement => !statement.IsKeyPolicy && statement.Allows && statement.Resources.Contains("*"));

        Assert.All(wide, statement => Assert.Empty(statement.Actions.Except(_withoutResource)));
    }

    [Theory, MemberData(nameof(All))]
    public void Policies_Actions_NameNoWholeService(string path)
    {
        Assert.All(Statements(path).Where(statement => statement.Allows), statement =>
        {
            Assert.NotEmpty(statement.Actions);
            Assert.DoesNotContain(statement.Actions, action => action == "*" || action.EndsWith(":*", StringComparison.Ordinal));
            Assert.DoesNotContain(statement.Json, member => member.Key is "NotAction" or "NotResource" or "NotPrincipal");
            Assert.NotEqual("*", (statement.Json["Principal"] as JsonValue)?.ToString());
        });
    }

    [Theory, MemberData(nameof(All))]
    public void Roles_Trust_OneServiceOfThisAccount(string path)
    {
        Assert.All(CloudTemplate.Resources(CloudTemplate.Read(path), "AWS::IAM::Role"), role =>
        {
            var trust = Assert.Single(role.Value["Properties"]!["AssumeRolePolicyDocument"]!["Statement"]!.AsArray())!.AsObject();
            var principal = Assert.Single(trust["Principal"]!.AsObject());
            Assert.Equal(("Service", "sts:AssumeRole", "Allow"), (principal.Key, (string?)trust["Action"], (string?)trust["Effect"]));
            var service = (string)principal.Value!;
            Assert.EndsWith(".amazonaws.com", service, StringComparison.Ordinal);
            if (_deputies.Contains(service))
                Assert.Equal("AWS::AccountId", (string?)trust["Condition"]!["StringEquals"]!["aws:SourceAccount"]!["Ref"]);
        });
    }

    [Theory, MemberData(nameof(All))]
    public void Roles_ManagedPolicies_AreOfTheList(string path)
    {
        var arns = CloudTemplate.Resources(CloudTemplate.Read(path), "AWS::IAM::Role").Values
            .SelectMany(role => TemplateFiles.Texts(role["Properties"]!["ManagedPolicyArns"]))
            .Where(text => text.Contains(":policy/", StringComparison.Ordinal)).Select(arn => arn[(arn.IndexOf(":policy/", StringComparison.Ordinal) + 8)..]);

        Assert.Subset(_managed, arns.ToHashSet());
    }

    [Fact]
    public void Policies_FoundAtAll_InEveryPlaceThatHasThem() => Assert.Equal(
        ["BucketPolicy", "DiskKey", "LogPolicy", "NodeRole", "SchedulerRole", "ServiceRole", "TopicPolicy"],
        TemplateFiles.Paths.Where(path => path.StartsWith("emr/s", StringComparison.Ordinal)).SelectMany(Statements).Select(statement => statement.Owner).Distinct().Order());

    [Fact]
    public void NodeRole_InTheBucket_WritesWhereItMust()
    {
        var statements = Statements("emr/security.yaml").Where(statement => statement.Owner == "NodeRole" && statement.Allows).ToList();

        Assert.Equal(["data/*", "logs/*", "rejected/*", "staging/*", "staging_$folder$"], PrefixesOf(statements, "s3:PutObject"));
        Assert.Equal(["data/*", "staging/*", "staging_$folder$"], PrefixesOf(statements, "s3:DeleteObject"));
        Assert.Equal(["archive/*", "artifacts/*", "data/*", "staging/*", "staging_$folder$"], PrefixesOf(statements, "s3:GetObject"));
        var table = Assert.Single(statements, statement => statement.Actions.Contains("timestream:WriteRecords"));
        Assert.EndsWith(":database/${Database}/table/${Table}", Assert.Single(table.Resources), StringComparison.Ordinal);
    }

    [Fact]
    public void ServiceRole_MayPass_OnlyTheNodeRole()
    {
        var pass = Assert.Single(Statements("emr/security.yaml"), statement => statement.Actions.Contains("iam:PassRole"));

        Assert.Equal("""{"Fn::GetAtt":["NodeRole","Arn"]}""", Assert.Single(pass.Resources));
        Assert.Equal("ec2.amazonaws.com*", (string?)pass.Json["Condition"]!["StringLike"]!["iam:PassedToService"]);
    }

    [Theory]
    [InlineData("ApiReader", "timestream:CancelQuery timestream:DescribeEndpoints timestream:DescribeTable timestream:ListMeasures timestream:Select timestream:SelectValues")]
    [InlineData("StepSubmitter", "elasticmapreduce:AddJobFlowSteps elasticmapreduce:CancelSteps elasticmapreduce:DescribeCluster elasticmapreduce:DescribeStep elasticmapreduce:ListSteps")]
    [InlineData("HostWriter", "s3:GetBucketAcl s3:PutObject timestream:CancelQuery timestream:DescribeEndpoints timestream:DescribeTable timestream:Select timestream:WriteRecords")]
    [InlineData("HostRole", "s3:GetObject s3:ListBucket")]
    public void Access_Policy_AllowsThisAndNoMore(string owner, string actions) => Assert.Equal(
        actions.Split(' '),
        Statements("emr/access.yaml").Where(statement => statement.Owner == owner && !statement.IsTrust).SelectMany(statement => statement.Actions).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Host_WritesAndSubmits_OnlyWhereItIsToldTo() => Assert.Equal(
        ["""{"Ref":"ApiReader"}""", """{"Fn::If":["HasCluster",{"Ref":"StepSubmitter"},{"Ref":"AWS::NoValue"}]}""", """{"Fn::If":["Writes",{"Ref":"HostWriter"},{"Ref":"AWS::NoValue"}]}"""],
        TemplateFiles.Properties("emr/access.yaml", "HostRole")["ManagedPolicyArns"]!.AsArray().Skip(1).Select(policy => policy!.ToJsonString()));

    private static IEnumerable<string> PrefixesOf(IEnumerable<Statement> statements, string action) => statements
        .Where(statement => statement.Actions.Contains(action)).SelectMany(statement => statement.Resources)
        .Where(resource => resource.Contains("${Bucket}/", StringComparison.Ordinal))
        .Select(resource => resource.Split("${Bucket}/")[1]).Order(StringComparer.Ordinal);

    // Every object with statements is a policy, wherever it stands; one more stands in a text.
    private static IEnumerable<Statement> Statements(string path) =>
        from resource in CloudTemplate.Read(path)["Resources"]!.AsObject()
        from member in resource.Value!["Properties"]?.AsObject() ?? []
        from policy in TemplateFiles.Objects(ParsedText(member.Key, member.Value) ?? member.Value)
        where policy.ContainsKey("Statement")
        from statement in TemplateFiles.Objects(policy["Statement"])
        where statement.ContainsKey("Effect")
        select new Statement(resource.Key, member.Key == "KeyPolicy", member.Key == "AssumeRolePolicyDocument", statement);

    private static JsonNode? ParsedText(string name, JsonNode? value)
    {
        var text = value switch
        {
            JsonValue plain when name == "PolicyDocument" => plain.ToString(),
            JsonObject map when name == "PolicyDocument" && map["Fn::Sub"] is { } sub => (sub as JsonArray)?[0]?.ToString() ?? sub.ToString(),
            _ => null,
        };
        return text is null ? null : JsonNode.Parse(Placeholder().Replace(text, "x"));
    }

    [GeneratedRegex(@"\$\{[^}]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    private sealed record Statement(string Owner, bool IsKeyPolicy, bool IsTrust, JsonObject Json)
    {
        public bool Allows => (string?)Json["Effect"] == "Allow";

        public IReadOnlyList<string> Actions => TemplateFiles.Texts(Json["Action"]);

        public IReadOnlyList<string> Resources => TemplateFiles.Texts(Json["Resource"]);
    }
}
