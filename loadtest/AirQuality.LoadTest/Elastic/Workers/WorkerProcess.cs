using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AirQuality.LoadTest.Elastic.Workers;

/// <summary>A worker of this machine.</summary>
internal sealed class WorkerProcess : IWorkerProcess
{
    private const int SigTerm = 15;
    private readonly Process _process;
    private readonly HttpClient _health;
    private readonly string _healthPath;
    private readonly WorkerOutput _output;

    /// <summary>Takes over a process that has just been started, its output redirected.</summary>
    public WorkerProcess(Process process, string prefix, string healthPath, WorkerOutput output, HttpClient health)
    {
        (_process, Prefix, _healthPath, _output, _health) = (process, prefix, healthPath, output, health);
        ProcessId = process.Id;
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <inheritdoc />
    public string Prefix { get; }

    /// <inheritdoc />
    public int ProcessId { get; }

    /// <inheritdoc />
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <inheritdoc />
    public string LastWords => _output.LastWords;

    /// <inheritdoc />
    public TimeSpan? ProcessorTime => Measure(() => _process.TotalProcessorTime);

    /// <inheritdoc />
    public long? MemoryBytes => Measure(() =>
    {
        _process.Refresh();
        return _process.WorkingSet64;
    });

    /// <inheritdoc />
    public async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _health.GetAsync(new Uri(Prefix + _healthPath), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.StatusCode == System.Net.HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public void Terminate()
    {
        if (_process.HasExited)
            return;
        if (OperatingSystem.IsWindows())
            Kill();
        else
            _ = Kill(_process.Id, SigTerm);
    }

    /// <inheritdoc />
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Kill();
        _process.Dispose();
        _output.Dispose();
    }

    // A process may end between the question whether it has and the next one.
    private T? Measure<T>(Func<T> read)
        where T : struct
    {
        try
        {
            return _process.HasExited ? null : read();
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    // .NET itself can only kill.
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
