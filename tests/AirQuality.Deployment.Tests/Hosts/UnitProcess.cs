using System.Collections.Concurrent;
using System.Diagnostics;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Hosts;

/// <summary>What a unit starts, started by a test: the unit's command line and nothing but the unit's variables.</summary>
internal sealed class UnitProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;

    private UnitProcess(UnitFile unit, Process process) => (Unit, _process) = (unit, process);

    /// <summary>The unit.</summary>
    public UnitFile Unit { get; }

    /// <summary>Starts it.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="command">Its command line on this machine.</param>
    /// <param name="variables">Its variables on this machine; those of the test do not reach it.</param>
    public static UnitProcess Start(UnitFile unit, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"; // what systemd sets where the unit does not
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var run = new UnitProcess(unit, new Process { StartInfo = start });
        run._process.OutputDataReceived += (_, line) => run.Keep(line.Data);
        run._process.ErrorDataReceived += (_, line) => run.Keep(line.Data);
        run._process.Start();
        run._process.BeginOutputReadLine();
        run._process.BeginErrorReadLine();
        return run;
    }

    /// <summary>Waits until it has written a line with these words.</summary>
    public async Task<string> SaysAsync(string words)
    {
        using var limit = new CancellationTokenSource(_patience);
        while (true)
        {
            if (_lines.FirstOrDefault(line => line.Contains(words, StringComparison.Ordinal)) is { } line)
                return line;
            Assert.False(_process.HasExited || limit.IsCancellationRequested, $"never said '{words}': {this}");
            await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <summary>Stops it as systemd does, and checks that systemd would be content.</summary>
    public async Task StopAsync()
    {
        Assert.False(_process.HasExited, $"ended by itself: {this}");
        await Tool.RunAsync("bash", "-c", $"kill -TERM {_process.Id}");
        using var limit = new CancellationTokenSource(Unit.TimeoutStop);
        await _process.WaitForExitAsync(limit.Token);
        Assert.True(Unit.CleanExits.Contains(_process.ExitCode), $"exit code {_process.ExitCode}: {this}");
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    public override string ToString() => $"{Unit.Name}\n{string.Join('\n', _lines)}";

    private void Keep(string? line)
    {
        if (line is not null)
            _lines.Enqueue(line);
    }
}
