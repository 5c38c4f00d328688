using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace AirQuality.Deployment.Tests.Hosting;

/// <summary>
/// Moto, a stand-in for AWS that somebody else wrote, on loopback, and the AWS CLI that talks to it. One server for all classes, because it takes
/// seconds to start: each class names what it makes by names of its own, and looks at nothing else.
/// </summary>
public sealed class Moto : IAsyncLifetime
{
    private static readonly Lazy<Task<string>> _server = new(StartAsync);

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
        if (Tool.IsThere("moto_server"))
            Url = await _server.Value;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Runs the AWS CLI and reads the JSON that it answers.</summary>
    internal async Task<JsonNode> AwsAsync(params string[] arguments)
    {
        var result = await Tool.RunAsync("aws", [.. arguments, "--output", "json"], Variables);
        Assert.True(result.ExitCode == 0, $"aws {string.Join(' ', arguments)}: {result}");
        return result.Output.Length == 0 ? new JsonObject() : JsonNode.Parse(result.Output)!;
    }

    /// <summary>A port that nobody listens on.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string> StartAsync()
    {
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.Kill(entireProcessTree: true);
        process.BeginOutputReadLine(); // a full pipe would stop it
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await AnswersAsync(port))
        {
            Assert.False(process.HasExited, "moto_server ended at once");
            await Task.Delay(50, limit.Token);
        }
        return $"http://127.0.0.1:{port}";
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
