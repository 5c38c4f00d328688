using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using AirQuality.LoadTest.Commands;

namespace AirQuality.LoadTest.Elastic.Workers;

/// <summary>
/// Starts workers as processes of this machine. On Linux the kernel kills them when this program is gone, however it went (setpriv, prctl(2)
/// PR_SET_PDEATHSIG), and Ctrl-C in the terminal does not reach them before the proxy has ended its requests (setsid). Elsewhere, or without
/// util-linux, they are stopped by a tidy end alone.
/// </summary>
internal sealed class WorkerStarter : IWorkerStarter, IDisposable
{
    private static readonly TimeSpan _healthTimeout = TimeSpan.FromSeconds(5);
    private static readonly string[] _bound = ["setsid", "setpriv", "--pdeathsig", "KILL"];
    private readonly WorkerCommand _command;
    private readonly HttpClient _health = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromSeconds(30) }) { Timeout = _healthTimeout };
    private readonly BlockingCollection<Action> _starts = [];

    /// <summary>A starter for a command.</summary>
    public WorkerStarter(WorkerCommand command)
    {
        _command = command;
        // The kernel's "parent" is the thread that made the child, so this one lives as long as the workers; one of the pool would take them along.
        new Thread(() =>
        {
            foreach (var start in _starts.GetConsumingEnumerable())
                start();
        })
        { IsBackground = true, Name = "worker starter" }.Start();
    }

    /// <summary>Whether the workers end with this program even when it is killed.</summary>
    public static bool BindsWorkers { get; } = OperatingSystem.IsLinux() && IsOnPath("setsid") && IsOnPath("setpriv");

    /// <inheritdoc />
    /// <exception cref="LoadTestException">There is no such program.</exception>
    public Task<IWorkerProcess> StartAsync(string id)
    {
        var started = new TaskCompletionSource<IWorkerProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        _starts.Add(() =>
        {
            try
            {
                started.SetResult(Start(id));
            }
            catch (Exception e)
            {
                started.SetException(e is Win32Exception ? new LoadTestException(ExitCode.Missing, $"The worker's program '{_command.Command[0]}' cannot be started: {e.Message}") : e);
            }
        });
        return started.Task;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _starts.CompleteAdding();
        _health.Dispose();
    }

    private WorkerProcess Start(string id)
    {
        var port = WorkerCommand.FreePort();
        string[] command = [.. BindsWorkers ? _bound : [], .. _command.For(port)];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in _command.Environment)
            start.Environment[name] = value;
        var output = new WorkerOutput(_command.LogFolder is { } folder ? Path.Combine(folder, $"{id}.log") : null);
        return new WorkerProcess(Process.Start(start)!, $"http://127.0.0.1:{port}", _command.HealthPath, output, _health);
    }

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
