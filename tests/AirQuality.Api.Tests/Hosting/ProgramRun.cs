using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AirQuality.Api.Tests.Hosting;

/// <summary>The program as a process of its own.</summary>
internal sealed partial class ProgramRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Process _process;

    private ProgramRun(Process process) => _process = process;

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; } = new();

    /// <summary>Runs it with settings that end it; its exit code and what it wrote to its error stream.</summary>
    public static async Task<(int ExitCode, string[] Errors)> EndAsync(params string[] settings)
    {
        await using var run = new ProgramRun(Start(settings));
        using var limit = new CancellationTokenSource(Patience);
        var output = run._process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = await run._process.StandardError.ReadToEndAsync(limit.Token);
        await output;
        await run._process.WaitForExitAsync(limit.Token);
        return (run._process.ExitCode, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>Runs it on a port until it is disposed of.</summary>
    /// <param name="line">Is told every line that it writes.</param>
    /// <param name="settings">Its settings.</param>
    public static async Task<ProgramRun> ServeAsync(Action<string> line, params string[] settings)
    {
        var run = new ProgramRun(Start(["Urls=http://127.0.0.1:0", .. settings]));
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        DataReceivedEventHandler take = (_, data) =>
        {
            if (data.Data is null)
                return;
            line(data.Data);
            if (Listening().Match(data.Data) is { Success: true } match)
                address.TrySetResult(new(match.Groups[1].Value));
        };
        run._process.OutputDataReceived += take;
        run._process.ErrorDataReceived += take;
        run._process.BeginOutputReadLine();
        run._process.BeginErrorReadLine();
        run.Client.BaseAddress = await address.Task.WaitAsync(Patience);
        return run;
    }

    /// <summary>Asks it to end, as a supervisor does, and waits until all that it wrote was told.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            using var limit = new CancellationTokenSource(Patience);
            await _process.WaitForExitAsync(limit.Token);
        }
        _process.Dispose();
    }

    private static Process Start(IEnumerable<string> settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "AirQuality.Api.dll"));
        foreach (var setting in settings)
            start.ArgumentList.Add($"--{setting}");
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"Now listening on: (http://[0-9.:]+)")]
    private static partial Regex Listening();
}
