using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace AirQuality.Deployment.Tests.Hosting;

/// <summary>Moto, a stand-in for AWS that somebody else wrote, on loopback, and the AWS CLI that talks to it. Empty for each test class.</summary>
public sealed class Moto : IAsyncLifetime
{
    private Process? _process;

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
        if (!Tool.IsThere("moto_server"))
            return;
        var port = FreePort();
        Url = $"http://127.0.0.1:{port}";
        _process = Process.Start(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.BeginOutputReadLine(); // a full pipe would stop it
        _process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await AnswersAsync(port))
        {
            Assert.False(_process.HasExited, "moto_server ended at once");
            await Task.Delay(50, limit.Token);
        }
    }

    public Task DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
        return Task.CompletedTask;
    }

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
