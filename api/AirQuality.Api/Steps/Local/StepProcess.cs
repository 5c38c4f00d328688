using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AirQuality.Api.Steps.Local;

/// <summary>Runs the program as a process: a list of arguments, no shell, no input.</summary>
internal static class StepProcess
{
    private const int SigTerm = 15;
    private static readonly TimeSpan _lastWords = TimeSpan.FromSeconds(5);

    /// <summary>Runs it to its end.</summary>
    /// <param name="program">The program, or a .dll for <c>dotnet</c>.</param>
    /// <param name="arguments">Its arguments, each as it is.</param>
    /// <param name="log">Takes all that it says.</param>
    /// <param name="grace">How long it may take to end once it is told to.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Tells it to end.</param>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(
        string program, IReadOnlyList<string> arguments, StepLogWriter log, Func<TimeSpan> grace, TimeProvider time, CancellationToken stop)
    {
        using var process = Process.Start(StartOf(program, arguments))!;
        process.StandardInput.Close();
        var output = Task.WhenAll(log.CopyAsync(process.StandardOutput), log.CopyAsync(process.StandardError));
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process, grace(), time);
        }
        try
        {
            // A process of its own that it left behind may hold the pipes open for ever.
            await output.WaitAsync(_lastWords, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            log.Note("[the program ended and left another one behind, whose output is not read]");
        }
        return process.ExitCode;
    }

    private static ProcessStartInfo StartOf(string program, IReadOnlyList<string> arguments)
    {
        var isLibrary = program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        return new ProcessStartInfo(isLibrary ? "dotnet" : program, isLibrary ? [program, .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
    }

    private static async Task EndAsync(Process process, TimeSpan grace, TimeProvider time)
    {
        if (!OperatingSystem.IsWindows() && !process.HasExited && Kill(process.Id, SigTerm) == 0)
        {
            try
            {
                await process.WaitForExitAsync(CancellationToken.None).WaitAsync(grace, time, CancellationToken.None);
                return;
            }
            catch (TimeoutException)
            {
                // It had its time.
            }
        }
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    // .NET itself can only kill.
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
