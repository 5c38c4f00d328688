using AirQuality.Jobs.Tests.Hosting;
using AirQuality.Spark.Tests.Hosting;

namespace AirQuality.Spark.Tests.Cycle;

/// <summary>The program as a step runs it, on a cluster of two workers.</summary>
[Collection(SharedDriver.Name)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ClusterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SparkFact]
    public async Task TwoWorkers_Cycle_LeavesTheRowsOfTheInProcessEngine()
    {
        await using var cluster = await StandaloneCluster.StartAsync(_folder, workers: 2);

        var result = await CycleAsync(cluster, _folder["data"], endpoint: null, ("AIRQUALITY_Spark__Staging", $"file://{_folder["shared"]}"));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(1210, (int)result.Report["stored"]!);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["shared"]));
        await AssertSameTableAsync();
    }

    [SparkFact]
    public async Task WorkerKilledWhileItWrites_Cycle_LeavesTheRowsOfTheInProcessEngine()
    {
        await using var cluster = await StandaloneCluster.StartAsync(_folder, workers: 2);
        var script = _folder.Write("faults.json", """{"seed":1,"rules":[{"operation":"WriteRecords","fault":"delay","delay_ms":1500}]}""");
        using var store = AirQualityProcess.Start(["timestream-local", "--port", "0", "--data", _folder["data"], "--faults", script]);
        var endpoint = await store.UrlAsync();

        var cycle = CycleAsync(cluster, _folder["data"], endpoint);
        await WaitForRowsAsync();
        cluster.KillWorker(1);
        var result = await cycle;

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal((1210, 0), ((int)result.Report["stored"]!, (int)result.Report["spooled"]!));
        await store.StopAsync();
        await AssertSameTableAsync();
    }

    [SparkFact]
    public async Task TableThatDoesNotExist_Cycle_EndsWithOneLineAndKeepsTheSnapshot()
    {
        using var store = AirQualityProcess.Start(["timestream-local", "--port", "0", "--data", _folder["data"]]);
        var endpoint = await store.UrlAsync();

        var result = await Script.RunAsync(
            "jobs/AirQuality.Spark/submit.sh",
            ["cycle", "--json", "--data", _folder["other"], "--feed", Fixtures.All2017, "--averaging-minutes", "5", "--endpoint", $"{endpoint}", "--database", "no"],
            Environment("local[2,4]"));

        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [SparkFact]
    public async Task WorkerThatDies_Cycle_EndsWithOneLineAndLeavesTheSnapshotToTheNextOne()
    {
        var broken = Directory.CreateDirectory(_folder["worker"]).FullName;
        File.WriteAllText(Path.Combine(broken, "VERSION"), "2.3.1\n");
        File.WriteAllText(Path.Combine(broken, "Microsoft.Spark.Worker"), "#!/bin/sh\nexit 7\n");
        File.SetUnixFileMode(Path.Combine(broken, "Microsoft.Spark.Worker"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string[] cycle = ["cycle", "--json", "--data", _folder["data"], "--feed", Fixtures.All2017, "--averaging-minutes", "5"];

        var failed = await Script.RunAsync("jobs/AirQuality.Spark/submit.sh", cycle, [.. Environment("local[2,2]"), ("DOTNET_WORKER_DIR", broken)]);
        var next = await Script.RunAsync("jobs/AirQuality.Spark/submit.sh", cycle, Environment("local[2,2]"));

        Assert.Equal(1, failed.ExitCode);
        Assert.Equal(("failed", "engine_failed"), ((string?)failed.Report["state"], (string?)failed.Report["error"]!["code"]));
        Assert.DoesNotContain('\n', (string)failed.Report["error"]!["message"]!);
        Assert.True(next.ExitCode == 0, next.ToString());
        Assert.Equal((1, 1210), ((int)next.Report["caught_up"]!["snapshots"]!, (int)next.Report["caught_up"]!["stored"]!));
        await AssertSameTableAsync();
    }

    private static Task<ProcessResult> CycleAsync(StandaloneCluster cluster, string data, Uri? endpoint, params (string, string?)[] environment) => Script.RunAsync(
        "jobs/AirQuality.Spark/submit.sh",
        ["cycle", "--json", "--data", data, "--feed", Fixtures.All2017, "--averaging-minutes", "5", .. endpoint is null ? Array.Empty<string>() : ["--endpoint", $"{endpoint}"]],
        [.. Environment(cluster.Master), .. environment, ("SPARK_SUBMIT_ARGS", "--conf spark.driver.host=127.0.0.1 --conf spark.executor.memory=512m")]);

    private static (string, string?)[] Environment(string master) =>
    [
        ("SPARK_HOME", SparkMachine.SparkHome), ("DOTNET_WORKER_DIR", SparkMachine.WorkerFolder), ("SPARK_MASTER", master),
        ("AIRQUALITY_SPARK_BIN", SparkMachine.ProgramFolder),
    ];

    private async Task AssertSameTableAsync()
    {
        var local = await AirQualityProcess.RunAsync(["cycle", "--json", "--data", _folder["local"], "--feed", Fixtures.All2017, "--averaging-minutes", "5"]);
        Assert.True(local.ExitCode == 0, local.ToString());
        var (expected, actual) = (await DataFolderState.ReadAsync(_folder["local"]), await DataFolderState.ReadAsync(_folder["data"]));
        Assert.Equal(expected.Rows, actual.Rows);
        Assert.Equal(0, actual.SpoolFiles);
    }

    private async Task WaitForRowsAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        string count;
        do
        {
            await Task.Delay(100, limit.Token);
            count = (await AirQualityProcess.RunAsync(["query", "--data", _folder["data"], "--csv", "SELECT count(*) AS n FROM \"air_quality\".\"readings\""])).Output.TrimEnd().Split('\n')[^1];
        }
        while (!(int.TryParse(count, System.Globalization.CultureInfo.InvariantCulture, out var rows) && rows > 0));
    }
}
