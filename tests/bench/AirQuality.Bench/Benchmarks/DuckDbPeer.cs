using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AirQuality.Bench.Benchmarks;

/// <summary>DuckDB in a process of its own (<c>duckdb/peer.mjs</c>), which works when told to.</summary>
internal sealed class DuckDbPeer : IDisposable
{
    private readonly Process _process;

    private DuckDbPeer(Process process, string version)
    {
        _process = process;
        Version = version;
    }

    /// <summary>Its version and settings.</summary>
    public string Version { get; }

    /// <summary>Starts it over a feed.</summary>
    /// <exception cref="PeerMissingException">It, or the Node.js it needs, is not on this machine.</exception>
    public static async Task<DuckDbPeer> StartAsync(string feed, CancellationToken cancellationToken)
    {
        var process = Start(feed);
        if (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } version)
            return new(process, version);

        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        process.Dispose();
        throw new PeerMissingException(errors.Split('\n').FirstOrDefault(line => line.Contains("Error", StringComparison.Ordinal)) ?? "DuckDB does not start");
    }

    /// <summary>Does the work once.</summary>
    /// <returns>The time in ms, as taken in its own process.</returns>
    public async Task<double> RunAsync(CancellationToken cancellationToken) =>
        double.Parse(await AskAsync("run", cancellationToken), CultureInfo.InvariantCulture);

    /// <summary>Writes the rows of the last run to a file, sorted: sensor, time, index.</summary>
    public Task WriteRowsAsync(string file, CancellationToken cancellationToken) => AskAsync($"rows {file}", cancellationToken);

    public void Dispose()
    {
        _process.StandardInput.Close(); // It ends when there is nothing more to read.
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process Start(string feed)
    {
        var folder = Path.Combine(Repository.Bench, "duckdb");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            throw new PeerMissingException("DuckDB is not installed (npm ci in tests/bench/duckdb)");
        try
        {
            return Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "peer.mjs"), feed, Repository.CoreRules])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception)
        {
            throw new PeerMissingException("no 'node' on PATH");
        }
    }

    private async Task<string> AskAsync(string command, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(command.AsMemory(), cancellationToken);
        return await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new BenchException($"DuckDB failed: {await _process.StandardError.ReadToEndAsync(cancellationToken)}");
    }
}

/// <summary>A contender is not on this machine; the message says what is missing.</summary>
internal sealed class PeerMissingException(string message) : Exception(message);
