using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;

namespace AirQuality.Jobs.Tests.Hosting;

/// <summary>A fact that needs moto's server, and skips with the reason where there is none.</summary>
public sealed class MotoFactAttribute : FactAttribute
{
    internal static readonly bool IsThere = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "moto_server")));

    public MotoFactAttribute()
    {
        if (!IsThere)
            Skip = "moto_server is not on this machine";
    }
}

/// <summary>Moto's S3 on loopback.</summary>
public sealed class MotoServer : IAsyncLifetime
{
    private Process? _process;

    /// <summary>Where it is.</summary>
    public Uri? Url { get; private set; }

    public async Task InitializeAsync()
    {
        if (!MotoFactAttribute.IsThere)
            return;
        var port = FreePort();
        Url = new Uri($"http://127.0.0.1:{port}");
        _process = Process.Start(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.OutputDataReceived += (_, _) => { }; // a full pipe would stop it
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
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

    /// <summary>What points the program at an S3 on this machine.</summary>
    public static (string Name, string Value)[] Variables(Uri? url) =>
        [("AIRQUALITY_S3__Endpoint", $"{url}"), ("AWS_ACCESS_KEY_ID", "testing"), ("AWS_SECRET_ACCESS_KEY", "testing"), ("AWS_EC2_METADATA_DISABLED", "true")];

    /// <summary>A client of it.</summary>
    public AmazonS3Client Client() => new(
        new BasicAWSCredentials("testing", "testing"), new AmazonS3Config { ServiceURL = $"{Url}", ForcePathStyle = true, AuthenticationRegion = "us-east-1" });

    private static int FreePort()
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
