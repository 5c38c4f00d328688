using System.Text.Json.Nodes;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>grafana/fleet.yaml deployed twice, with the defaults and with a certificate, and what there is then.</summary>
public sealed class FleetStacks : IAsyncLifetime
{
    internal const string Version = "0123456789abcdef";
    private readonly Moto _moto = new();

    internal JsonArray Groups { get; private set; } = [];

    internal JsonArray SecurityGroups { get; private set; } = [];

    /// <summary>The policies inside the instances' role, and those attached to it.</summary>
    internal JsonArray RolePolicies { get; } = [];

    internal JsonArray AttachedPolicies { get; private set; } = [];

    internal JsonArray TargetGroups { get; private set; } = [];

    internal JsonArray LoadBalancers { get; private set; } = [];

    internal JsonObject LaunchTemplate { get; private set; } = [];

    internal string Certificate { get; private set; } = "";

    internal IReadOnlyDictionary<string, string> PlainOutputs { get; private set; } = new Dictionary<string, string>();

    internal IReadOnlyDictionary<string, string> SecureOutputs { get; private set; } = new Dictionary<string, string>();

    public async Task InitializeAsync()
    {
        await _moto.InitializeAsync();
        if (!Tool.IsThere("moto_server") || !Tool.IsThere("aws"))
            return;
        var subnets = _moto.AwsAsync("ec2", "describe-subnets");
        var certificate = _moto.AwsAsync("acm", "request-certificate", "--domain-name", "air.example.org");
        var network = (await subnets)["Subnets"]!.AsArray();
        Certificate = (string)(await certificate)["CertificateArn"]!;
        string[] common =
        [
            "Bucket=artifacts-of-air", $"Artifacts=artifacts/{Version}", $"VpcId={network[0]!["VpcId"]}",
            $"PublicSubnets={network[0]!["SubnetId"]}\\,{network[1]!["SubnetId"]}",
            $"PrivateSubnets={network[0]!["SubnetId"]}\\,{network[1]!["SubnetId"]}",
        ];
        await DeployAsync("plain", common);
        string[] more = [$"CertificateArn={Certificate}", "DomainName=air.example.org", "AllowedCidr=192.0.2.0/24", "MaxSize=3", "InstanceType=c7g.medium"];
        await DeployAsync("secure", [.. common, .. more]);

        await Task.WhenAll(
            Task.Run(async () => Groups = await ListAsync("AutoScalingGroups", "autoscaling", "describe-auto-scaling-groups")),
            Task.Run(async () => SecurityGroups = await ListAsync(nameof(SecurityGroups), "ec2", "describe-security-groups")),
            RolesAsync(),
            Task.Run(async () => TargetGroups = await ListAsync(nameof(TargetGroups), "elbv2", "describe-target-groups")),
            Task.Run(async () => LoadBalancers = await ListAsync(nameof(LoadBalancers), "elbv2", "describe-load-balancers")));
        var stacks = await ListAsync("Stacks", "cloudformation", "describe-stacks");
        PlainOutputs = Outputs(stacks, "plain");
        SecureOutputs = Outputs(stacks, "secure");
        var template = (string)Group("plain")[nameof(LaunchTemplate)]!["LaunchTemplateId"]!;
        LaunchTemplate = (await ListAsync("LaunchTemplateVersions", "ec2", "describe-launch-template-versions", "--launch-template-id", template))
            .Single()!["LaunchTemplateData"]!.AsObject();
    }

    public Task DisposeAsync() => _moto.DisposeAsync();

    /// <summary>The auto scaling group of a stack.</summary>
    internal JsonObject Group(string name) =>
        Groups.Select(group => group!.AsObject()).Single(group => ((string)group["AutoScalingGroupName"]!).StartsWith($"{name}-grafana-", StringComparison.Ordinal));

    /// <summary>A security group of a stack, by the resource's name.</summary>
    internal JsonObject SecurityGroup(string name, string resource) =>
        SecurityGroups.Select(group => group!.AsObject()).Single(group => ((string)group["GroupName"]!).StartsWith($"{name}-grafana-{resource}-", StringComparison.Ordinal));

    /// <summary>The listeners of a stack's load balancer, by port.</summary>
    internal async Task<IReadOnlyDictionary<int, JsonObject>> ListenersAsync(string name)
    {
        var balancer = LoadBalancers.Single(balancer => (string)balancer!["LoadBalancerName"]! == $"{name}-grafana")!;
        var listeners = await ListAsync("Listeners", "elbv2", "describe-listeners", "--load-balancer-arn", (string)balancer["LoadBalancerArn"]!);
        return listeners.ToDictionary(listener => (int)listener!["Port"]!, listener => listener!.AsObject());
    }

    private async Task RolesAsync()
    {
        var roles = await ListAsync("Roles", "iam", "list-roles");
        var role = roles.Select(role => (string)role!["RoleName"]!).Single(name => name.StartsWith("plain-grafana-", StringComparison.Ordinal));
        AttachedPolicies = await ListAsync(nameof(AttachedPolicies), "iam", "list-attached-role-policies", "--role-name", role);
        foreach (var policy in await ListAsync("PolicyNames", "iam", "list-role-policies", "--role-name", role))
            RolePolicies.Add(await _moto.AwsAsync("iam", "get-role-policy", "--role-name", role, "--policy-name", (string)policy!));
    }

    internal async Task<JsonArray> ListAsync(string member, params string[] arguments) => (await _moto.AwsAsync(arguments))[member]!.AsArray();

    private Task<JsonNode> DeployAsync(string name, string[] parameters) => _moto.AwsAsync(
        [
            "cloudformation", "create-stack", "--stack-name", $"{name}-grafana", "--template-body", "file://grafana/fleet.yaml",
            "--capabilities", "CAPABILITY_IAM", "--parameters",
            .. parameters.Append($"Name={name}").Select(parameter => parameter.Split('=', 2)).Select(parts => $"ParameterKey={parts[0]},ParameterValue={parts[1]}"),
        ]);

    private static Dictionary<string, string> Outputs(JsonArray stacks, string name) => stacks
        .Single(stack => (string)stack!["StackName"]! == $"{name}-grafana")!["Outputs"]!.AsArray()
        .ToDictionary(output => (string)output!["OutputKey"]!, output => (string)output!["OutputValue"]!, StringComparer.Ordinal);
}
