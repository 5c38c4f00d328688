using System.Diagnostics;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Artillery;

/// <summary><c>loadtest/run.sh</c> as it is run: its exit code and all it prints.</summary>
internal sealed record RunScript(int ExitCode, string Output)
{
    /// <summary>Runs it.</summary>
    /// <param name="path">Where it finds programs; null for this machine's own.</param>
    /// <param name="arguments">What it is told.</param>
    public static async Task<RunScript> RunAsync(string? path, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/bash", [Fixtures.File("loadtest", "run.sh"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (path is not null)
            start.Environment["PATH"] = path;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output + await error);
    }

    /// <summary>Whether a program is on this machine.</summary>
    public static bool IsThere(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
