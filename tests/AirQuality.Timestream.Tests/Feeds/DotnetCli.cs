using System.Diagnostics;

namespace AirQuality.Timestream.Tests.Feeds;

/// <summary>Runs the SDK's command with a package folder of its own, so that nothing made here is ever found by another build.</summary>
/// <param name="packages">The package folder; what the machine has already is read from where it lies.</param>
internal sealed class DotnetCli(string packages)
{
    private static readonly string _machinePackages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Runs to the end.</summary>
    /// <returns>All that was printed.</returns>
    public async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfTheOuterRun).ToList())
            start.Environment.Remove(name);
        start.Environment["NUGET_PACKAGES"] = packages;
        start.Environment["NUGET_FALLBACK_PACKAGES"] = _machinePackages;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var text = await output + await errors;
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} failed:\n{text}");
        return text;
    }

    private static bool IsOfTheOuterRun(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);
}
