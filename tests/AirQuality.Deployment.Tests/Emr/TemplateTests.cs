using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>What holds for every template.</summary>
public sealed partial class TemplateTests
{
    public static TheoryData<string> All => TemplateFiles.All;

    [ToolFact("cfn-lint")]
    public async Task Templates_CfnLint_SaysNothing()
    {
        var result = await Tool.RunAsync("cfn-lint", [.. TemplateFiles.Paths]);

        Assert.True(result is { ExitCode: 0, Output: "", Error: "" }, result.ToString());
    }

    [Fact]
    public void Templates_OfEveryStack_AreThere() => Assert.Superset(
        new HashSet<string> { "emr/network.yaml", "emr/storage.yaml", "emr/security.yaml", "emr/cluster.yaml", "emr/schedule.yaml", "emr/access.yaml", "grafana/fleet.yaml", "grafana/image.yaml" },
        TemplateFiles.Paths.ToHashSet());

    [Theory, MemberData(nameof(All))]
    public void Template_ParametersAndOutputs_AreDescribedAndBounded(string path)
    {
        var template = CloudTemplate.Read(path);

        Assert.All(template["Parameters"]!.AsObject(), parameter =>
        {
            var rules = parameter.Value!.AsObject();
            Assert.False(string.IsNullOrWhiteSpace((string?)rules["Description"]), parameter.Key);
            Assert.True((string?)rules["Type"] is not ("String" or "Number") || rules.Any(rule => rule.Key is "AllowedPattern" or "AllowedValues" or "MinValue" or "MaxLength"), $"{parameter.Key} takes anything");
        });
        Assert.All(template["Outputs"]?.AsObject() ?? [], output => Assert.False(string.IsNullOrWhiteSpace((string?)output.Value!["Description"]), output.Key));
    }

    [Theory, MemberData(nameof(All))]
    public void Template_Text_NamesNoAccountPartitionOrRegion(string path)
    {
        var text = File.ReadAllText(Fixtures.File(path.Split('/')));

        Assert.DoesNotMatch(Fixed(), text);
    }

    [Theory, MemberData(nameof(All))]
    public void Template_Size_IsTakenInOneRequest(string path) =>
        Assert.InRange(new FileInfo(Fixtures.File(path.Split('/'))).Length, 1, 51_200); // CloudFormation's limit of a template body

    [Fact]
    public void Network_Subnets_GiveNoPublicAddresses() => Assert.All(
        CloudTemplate.Resources(CloudTemplate.Read("emr/network.yaml"), "AWS::EC2::Subnet"),
        subnet => Assert.False((bool?)subnet.Value["Properties"]!["MapPublicIpOnLaunch"], subnet.Key));

    [Theory]
    [InlineData("Public")]
    [InlineData("Private")]
    public void Network_Subnets_HaveTheRoutesOfTheirKind(string kind) => Assert.All<string>(["A", "B"], zone => Assert.Equal(
        $$$"""{"SubnetId":{"Ref":"{{{kind}}}Subnet{{{zone}}}"},"RouteTableId":{"Ref":"{{{kind}}}Routes"}}""",
        TemplateFiles.Properties("emr/network.yaml", $"{kind}Routes{zone}").ToJsonString()));

    [Fact]
    public void Templates_SameParameter_HasTheSameRules()
    {
        var rules = TemplateFiles.Paths.Where(path => path.StartsWith("emr/", StringComparison.Ordinal))
            .SelectMany(path => CloudTemplate.Read(path)["Parameters"]!.AsObject().Select(parameter => (Path: path, parameter.Key, Value: parameter.Value!)))
            .Where(parameter => parameter.Key is "Name" or "Bucket" or "Database" or "Table")
            .ToLookup(parameter => parameter.Key, parameter => new JsonArray(parameter.Value["AllowedPattern"]!.DeepClone(), parameter.Value["Default"]?.DeepClone()).ToJsonString());

        Assert.Equal(4, rules.Count);
        Assert.All(rules, parameter => Assert.Single(parameter.Distinct()));
    }

    [GeneratedRegex(@"arn:aws(?!\[)|\d{12}|\b(us|eu|ap|sa|ca|me|af)-[a-z]+-\d\b", RegexOptions.CultureInvariant)]
    private static partial Regex Fixed();
}
