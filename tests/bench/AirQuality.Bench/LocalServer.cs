using System.Diagnostics;

namespace AirQuality.Bench;

/// <summary><c>airquality timestream-local</c> in a process of its own.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly Process _process;

    private LocalServer(Process process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; }

    /// <summary>Starts the program that was built beside this one, over a data folder.</summary>
    public static async Task<LocalServer> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "airquality.dll"), "timestream-local", "--data", folder])
        {
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return line?.IndexOf("http", StringComparison.Ordinal) is > 0 and var at
            ? new(process, new Uri(line[at..]))
            : throw new BenchException("The local server did not start.");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
