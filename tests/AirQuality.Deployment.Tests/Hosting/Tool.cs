using System.Diagnostics;

namespace AirQuality.Deployment.Tests.Hosting;

/// <summary>What a program left.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit code {ExitCode}\n--- output\n{Output}\n--- error\n{Error}";
}

/// <summary>Programs of this machine.</summary>
internal static class Tool
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    /// <summary>Whether a program is on the PATH.</summary>
    public static bool IsThere(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>Runs a program in the repository's root, to its end.</summary>
    public static Task<ToolResult> RunAsync(string name, params string[] arguments) => RunAsync(name, arguments, []);

    /// <summary>Runs a program in the repository's root with variables, to its end.</summary>
    public static async Task<ToolResult> RunAsync(string name, IEnumerable<string> arguments, params (string Name, string? Value)[] variables)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            WorkingDirectory = Fixtures.Repository, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(IsForeign).ToList())
            start.Environment.Remove(inherited);
        foreach (var (variable, value) in variables)
            start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(_patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{name} {string.Join(' ', arguments)} did not end: {await output}{await error}");
        }
        return new ToolResult(process.ExitCode, await output, await error);
    }

    // Another account's settings, or the build around this test, must not reach what is tested.
    private static bool IsForeign(string name) =>
        name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("AIRQUALITY_", StringComparison.Ordinal) || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase);
}
