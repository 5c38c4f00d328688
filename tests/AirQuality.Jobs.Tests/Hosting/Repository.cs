using System.Diagnostics;

namespace AirQuality.Jobs.Tests.Hosting;

/// <summary>The repository around this test, for what a reader of the README runs in it.</summary>
internal static class Repository
{
    /// <summary>Its root.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Fixtures.Root, "..", ".."));

    /// <summary>Runs a shell command in the root, without a network to reach a live feed by.</summary>
    public static async Task<ProcessResult> ShellAsync(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        foreach (var proxy in (string[])["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"])
            start.Environment[proxy] = "http://127.0.0.1:9";
        start.Environment["no_proxy"] = "127.0.0.1,localhost";
        start.Environment["AIRQUALITY_Feed__Attempts"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ProcessResult(process.ExitCode, await output, await error);
    }
}
