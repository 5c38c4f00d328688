using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AirQuality.Tests.Linked;

/// <summary>Moto's server, a stand-in for AWS that somebody else wrote, as a process on loopback. It takes seconds to start.</summary>
internal sealed class MotoProcess : IDisposable
{
    private readonly Process _process;

    private MotoProcess(Process process, int port) => (_process, Url) = (process, $"http://127.0.0.1:{port}");

    /// <summary>Whether it is on this machine.</summary>
    public static bool IsThere { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "moto_server")));

    /// <summary>Where it is.</summary>
    public string Url { get; }

    /// <summary>Starts it, and waits until it answers. It ends with this process, if nobody ends it before.</summary>
    public static async Task<MotoProcess> StartAsync()
    {
        var port = LoopbackPort.Free();
        var process = Process.Start(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.BeginOutputReadLine(); // a full pipe would stop it
        process.BeginErrorReadLine();
        var moto = new MotoProcess(process, port);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => moto.Dispose();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await AnswersAsync(port))
        {
            Assert.False(process.HasExited, "moto_server ended at once");
            await Task.Delay(50, limit.Token);
        }
        return moto;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended, and been disposed.
        }
        _process.Dispose();
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
