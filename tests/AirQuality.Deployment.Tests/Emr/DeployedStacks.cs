using System.Text.Json.Nodes;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>Everything deployed to moto by <c>emr/deploy.sh</c>, as somebody would: once before anything is published, and once after.</summary>
public sealed class DeployedStacks : IAsyncLifetime
{
    private readonly Dictionary<string, JsonNode> _resources = [];
    private JsonArray? _stacks;

    /// <summary>A version that is published.</summary>
    public const string Version = "0123456789abcdef";

    // moto reads the region of EMR from the host's name, and takes this one where there is none.
    private const string Region = "us-east-1";

    /// <summary>The list of what a node and an instance ask of a version.</summary>
    internal static string PublishedSums { get; } = string.Concat(
        ((string[])["airquality-spark-linux-arm64.zip", "aspnetcore-runtime-10.0.7-linux-arm64.tar.gz", "grafana.zip", "microsoft-spark-3-5_2.12-2.3.1.jar", "mirror.sh", "node.sh", "worker-linux-arm64.zip"])
        .Select(file => $"{new string('0', 64)}  {file}\n"));

    /// <summary>Where it is.</summary>
    public Moto Moto { get; } = new();

    /// <summary>What the script said before the publishing.</summary>
    internal ToolResult Early { get; private set; } = new(0, "", "");

    /// <summary>What it said after it.</summary>
    internal ToolResult Late { get; private set; } = new(0, "", "");

    /// <summary>The bucket.</summary>
    public string Bucket { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (!Tool.IsThere("moto_server") || !Tool.IsThere("aws"))
            return;
        await Moto.InitializeAsync();
        Early = await DeployAsync("--contact", "me@example.org");
        Bucket = await OutputAsync("storage", "Bucket");
        _stacks = null; // there will be more
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["SHA256SUMS"], PublishedSums);
        await AwsAsync("s3api", "put-object", "--bucket", Bucket, "--key", $"artifacts/{Version}/SHA256SUMS", "--body", folder["SHA256SUMS"]);
        Late = await DeployAsync("--contact", "me@example.org", "--alarm-email", "ops@example.org", "--grafana", "--set", "security.TlsCertificates=s3://certificates/air.zip");
    }

    public Task DisposeAsync() => Moto.DisposeAsync();

    /// <summary>Runs the script.</summary>
    internal Task<ToolResult> DeployAsync(params string[] options) => Tool.RunAsync("bash", [Fixtures.File("emr", "deploy.sh"), "--region", Region, .. options], Moto.Variables);

    /// <summary>Asks what is there.</summary>
    internal Task<JsonNode> AwsAsync(params string[] arguments) => Moto.AwsAsync([.. arguments, "--region", Region]);

    /// <summary>What a stack made, by the name of the output.</summary>
    public async Task<string> OutputAsync(string stack, string key)
    {
        _stacks ??= (await AwsAsync("cloudformation", "describe-stacks"))["Stacks"]!.AsArray();
        var outputs = _stacks.Single(one => (string?)one!["StackName"] == $"airquality-{stack}")!["Outputs"]!.AsArray();
        return (string)outputs.Single(output => (string?)output!["OutputKey"] == key)!["OutputValue"]!;
    }

    /// <summary>The id of a resource.</summary>
    public async Task<string> IdAsync(string stack, string resource)
    {
        if (!_resources.TryGetValue(stack, out var resources))
            _resources[stack] = resources = (await AwsAsync("cloudformation", "describe-stack-resources", "--stack-name", $"airquality-{stack}"))["StackResources"]!;
        return (string)resources.AsArray().Single(one => (string?)one!["LogicalResourceId"] == resource)!["PhysicalResourceId"]!;
    }
}
