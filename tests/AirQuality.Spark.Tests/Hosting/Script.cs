using System.Diagnostics;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Spark.Tests.Hosting;

/// <summary>Runs what a user would run.</summary>
internal static class Script
{
    /// <summary>Runs a script of the repository; what it would look for in the environment comes from the test alone.</summary>
    public static Task<ProcessResult> RunAsync(string script, IEnumerable<string> arguments, params (string Name, string? Value)[] environment) =>
        RunAsync("bash", [Path.Combine(SparkMachine.Repository, script), .. arguments], environment);

    /// <summary>Runs the program without Spark around it.</summary>
    public static Task<ProcessResult> RunProgramAsync(params string[] arguments) =>
        RunAsync("dotnet", [Path.Combine(SparkMachine.ProgramFolder, "airquality-spark.dll"), .. arguments], []);

    private static async Task<ProcessResult> RunAsync(string program, string[] arguments, (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal) || name is "SPARK_HOME" or "SPARK_MASTER" or "DOTNET_WORKER_DIR" or "DOTNETBACKEND_PORT").ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ProcessResult(process.ExitCode, await output, await error);
    }
}
