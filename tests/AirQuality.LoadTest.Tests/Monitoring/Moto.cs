using System.Diagnostics;
using System.Net.Sockets;
using AirQuality.LoadTest.Elastic.Workers;

namespace AirQuality.LoadTest.Tests.Monitoring;

/// <summary>A fact that needs moto's server and the AWS CLI, and skips with the reason where one is not there.</summary>
public sealed class MotoFactAttribute : FactAttribute
{
    internal static readonly string? Missing = Array.Find<string>(["moto_server", "aws"], program => !(Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))));

    public MotoFactAttribute()
    {
        if (Missing is not null)
            Skip = $"{Missing} is not on this machine";
    }
}

/// <summary>Moto, a stand-in for AWS that somebody else wrote, on loopback, and the AWS CLI that talks to it.</summary>
public sealed class Moto : IAsyncLifetime
{
    private Process? _process;

    /// <summary>Where it is.</summary>
    public string Url { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (MotoFactAttribute.Missing is not null)
            return;
        var port = WorkerCommand.FreePort();
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

    /// <summary>A program that is the AWS CLI, pointed at this server and at nothing else.</summary>
    internal string CliIn(string folder) => Script.Write(Path.Combine(folder, "aws-moto"), $"""
        unset AWS_PROFILE AWS_SESSION_TOKEN
        export AWS_ENDPOINT_URL={Url} AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing AWS_DEFAULT_REGION=eu-west-1 AWS_EC2_METADATA_DISABLED=true
        exec aws "$@"
        """);

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(System.Net.IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
