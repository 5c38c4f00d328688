using System.Diagnostics;

namespace AirQuality.Bench.Benchmarks;

/// <summary>Programs on Spark, in processes of their own.</summary>
internal static class SparkPeer
{
    private const int ConfigurationExitCode = 3;

    private static readonly string Submit = Path.Combine(Repository.Jobs, "AirQuality.Spark", "submit.sh");

    /// <summary>Starts the product's program on Spark.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="program">Another program of this repository to run in its place, and the folder that it was built in.</param>
    public static Process Start(IEnumerable<string> arguments, (string File, string Folder)? program = null)
    {
        var start = new ProcessStartInfo("bash", [Submit, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SPARK_SUBMIT_ARGS"] = "--driver-memory 2g";
        if (program is { } other)
        {
            start.Environment["AIRQUALITY_SPARK_PROGRAM"] = other.File;
            start.Environment["AIRQUALITY_SPARK_BIN"] = other.Folder;
        }

        return Process.Start(start)!;
    }

    /// <summary>Starts a Python program on the same Spark.</summary>
    /// <exception cref="PeerMissingException">There is no SPARK_HOME.</exception>
    public static Process StartPython(string script, IEnumerable<string> arguments)
    {
        var home = Environment.GetEnvironmentVariable("SPARK_HOME") ?? throw new PeerMissingException("SPARK_HOME is not set");
        return Process.Start(new ProcessStartInfo(
            Path.Combine(home, "bin", "spark-submit"),
            ["--master", "local[*]", "--driver-memory", "2g", "--conf", "spark.ui.enabled=false", script, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Reads lines until the process ends.</summary>
    /// <exception cref="PeerMissingException">Something that Spark needs is not on this machine.</exception>
    public static async Task<IReadOnlyList<string>> LinesAsync(Process process, CancellationToken cancellationToken)
    {
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Check(process.ExitCode, await errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Tells what is missing from what has failed.</summary>
    public static void Check(int exitCode, string errors)
    {
        if (exitCode == ConfigurationExitCode)
            throw new PeerMissingException(errors.TrimEnd().Split('\n')[^1]);
        if (exitCode != 0)
            throw new BenchException($"A program on Spark ended with code {exitCode}: {errors}");
    }
}
