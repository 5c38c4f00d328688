using AirQuality.Jobs.Tests.Hosting;
using AirQuality.Spark.Tests.Hosting;

namespace AirQuality.Spark.Tests;

/// <summary>What the submitting script and the program say when something is missing: one line, and exit code 3.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class SubmitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Program_WithoutSpark_SaysWhatIsMissing()
    {
        var result = await Script.RunProgramAsync("cycle");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains(SparkMachine.HasPackage ? "No Spark driver started this program." : "Microsoft.Spark was not on the package feed", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [JavaFact]
    public async Task RunLocal_OnSpark_StoresOrSaysThatThePackageIsMissing()
    {
        if (SparkMachine.HasPackage && SparkMachine.Missing is not null)
            return; // It would fetch what is missing.

        var result = await Script.RunAsync(
            "run-local.sh", ["--engine", "spark", "--data", _folder["data"], "--feed", Fixtures.Milan2020],
            ("AIRQUALITY_SPARK_BIN", SparkMachine.ProgramFolder), ("SPARK_HOME", SparkMachine.SparkHome), ("DOTNET_WORKER_DIR", SparkMachine.WorkerFolder));

        Assert.True(result.ExitCode == (SparkMachine.HasPackage ? 0 : 3), result.ToString());
        Assert.Contains(SparkMachine.HasPackage ? "stored 77 new readings" : "Microsoft.Spark was not on the package feed", result.Output + result.Error, StringComparison.Ordinal);
    }

    [JavaFact]
    public async Task SparkHomeWithoutSpark_Submit_SaysSo()
    {
        var result = await SubmitAsync(("SPARK_HOME", _folder.Root), ("DOTNET_WORKER_DIR", Worker("2.3.1")));
        AssertRefused(result, "which has no bin/spark-submit");
    }

    [JavaFact]
    public async Task WorkerOfAnotherVersion_Submit_SaysSo()
    {
        var result = await SubmitAsync(("SPARK_HOME", FakeSpark("exit 0")), ("DOTNET_WORKER_DIR", Worker("2.1.1")));
        AssertRefused(result, "is version 2.1.1, this program needs 2.3.1");
    }

    [JavaFact]
    public async Task NoSparkAndNoNetwork_Submit_SaysWhatToDo()
    {
        var result = await SubmitAsync(("https_proxy", "http://127.0.0.1:9"), ("DOTNET_WORKER_DIR", Worker("2.3.1")));
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("there is no SPARK_HOME, and Apache Spark 3.5.3 cannot be fetched", result.Error, StringComparison.Ordinal);
    }

    [JavaFact]
    public async Task Arguments_Submit_ReachTheProgramAndItsExitCodeComesBack()
    {
        var spark = FakeSpark("""for a in "$@"; do echo "$a" >&2; done; echo '{"state":"stored"}' >> "$AIRQUALITY_OUTPUT"; exit 6""");

        var result = await SubmitAsync(
            ["cycle", "--feed", "a feed.json"], ("SPARK_HOME", spark), ("DOTNET_WORKER_DIR", Worker("2.3.1")));

        Assert.Equal(6, result.ExitCode);
        Assert.Equal("{\"state\":\"stored\"}\n", result.Output);
        Assert.Contains("local[*,4]", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("airquality-spark.dll\ncycle\n--feed\na feed.json\n", result.Error, StringComparison.Ordinal);
    }

    private Task<ProcessResult> SubmitAsync(params (string, string?)[] environment) => SubmitAsync(["cycle"], environment);

    private Task<ProcessResult> SubmitAsync(string[] arguments, params (string, string?)[] environment) =>
        Script.RunAsync("jobs/AirQuality.Spark/submit.sh", arguments, [("AIRQUALITY_SPARK_BIN", FakeProgram()), .. environment]);

    private static void AssertRefused(ProcessResult result, string says)
    {
        Assert.Equal(3, result.ExitCode);
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    private string Worker(string version)
    {
        _folder.Write("VERSION", version + "\n");
        return _folder.Root;
    }

    private string FakeProgram()
    {
        var folder = Directory.CreateDirectory(_folder["program"]).FullName;
        File.WriteAllText(Path.Combine(folder, "microsoft-spark-3-5_2.12-2.3.1.jar"), "");
        return folder;
    }

    private string FakeSpark(string does)
    {
        var bin = Directory.CreateDirectory(Path.Combine(_folder["spark"], "bin")).FullName;
        var submit = Path.Combine(bin, "spark-submit");
        File.WriteAllText(submit, $"#!/usr/bin/env bash\n{does}\n");
        File.SetUnixFileMode(submit, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return _folder["spark"];
    }
}
