using System.Text.Json.Nodes;
using AirQuality.Tests.Linked;

namespace AirQuality.Deployment.Tests.Hosting;

/// <summary>
/// Moto, a stand-in for AWS that somebody else wrote, on loopback, and the AWS CLI that talks to it. One server for all classes, because it takes
/// seconds to start: each class names what it makes by names of its own, and looks at nothing else.
/// </summary>
public sealed class Moto : IAsyncLifetime
{
    private static readonly Lazy<Task<MotoProcess>> _server = new(MotoProcess.StartAsync);

    /// <summary>Where it is.</summary>
    public string Url { get; private set; } = "";

    /// <summary>What points the AWS CLI, and scripts that call it, at this server.</summary>
    internal (string Name, string? Value)[] Variables =>
    [
        ("AWS_ENDPOINT_URL", Url), ("AWS_ACCESS_KEY_ID", "testing"), ("AWS_SECRET_ACCESS_KEY", "testing"), ("AWS_DEFAULT_REGION", "eu-west-1"),
        ("AWS_REGION", "eu-west-1"), ("AWS_EC2_METADATA_DISABLED", "true"), ("AWS_PAGER", ""),
    ];

    public async Task InitializeAsync()
    {
        if (MotoProcess.IsThere)
            Url = (await _server.Value).Url;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Runs the AWS CLI and reads the JSON that it answers.</summary>
    internal async Task<JsonNode> AwsAsync(params string[] arguments)
    {
        var result = await Tool.RunAsync("aws", [.. arguments, "--output", "json"], Variables);
        Assert.True(result.ExitCode == 0, $"aws {string.Join(' ', arguments)}: {result}");
        return result.Output.Length == 0 ? new JsonObject() : JsonNode.Parse(result.Output)!;
    }
}
