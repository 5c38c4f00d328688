using System.Diagnostics;
using AirQuality.Tests.Linked;

namespace AirQuality.Bench.Serving;

/// <summary>A web server in a process of its own: the API, or the ceiling that it is measured against.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri url) => (_process, Url) = (process, url);

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>The API over a store.</summary>
    public static Task<ServerProcess> StartApiAsync(Uri store, CancellationToken cancellationToken) => StartAsync(
        url => new("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "AirQuality.Api.dll"), "--urls", url, "--Timestream:Endpoint", store.ToString(), "--Limits:ReadsPerSecond", "0",
            "--Logging:LogLevel:Default", "Warning", "--Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks", "None",
        ]),
        "/health/ready",
        cancellationToken);

    /// <summary>A bare endpoint that answers with the files of a folder, by their names.</summary>
    public static Task<ServerProcess> StartCeilingAsync(string folder, CancellationToken cancellationToken) => StartAsync(
        url => new(Path.Combine(AppContext.BaseDirectory, "AirQuality.Bench"), [Ceiling.Verb, url, folder]), "/0", cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static async Task<ServerProcess> StartAsync(Func<string, ProcessStartInfo> start, string probe, CancellationToken cancellationToken)
    {
        var url = $"http://127.0.0.1:{LoopbackPort.Free()}";
        var process = Process.Start(start(url))!;
        using var client = new HttpClient { BaseAddress = new Uri(url) };
        while (!process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(probe, UriKind.Relative), cancellationToken);
                if (answer.IsSuccessStatusCode)
                    return new(process, new Uri(url));
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            await Task.Delay(50, cancellationToken);
        }
        throw new BenchException($"The server ended with code {process.ExitCode}.");
    }
}
