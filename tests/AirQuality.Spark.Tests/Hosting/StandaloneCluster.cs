using System.Diagnostics;
using AirQuality.Jobs.Tests.Hosting;
using AirQuality.Tests.Linked;

namespace AirQuality.Spark.Tests.Hosting;

/// <summary>A Spark cluster on loopback: a master and workers, each a process that can be killed.</summary>
internal sealed class StandaloneCluster : IAsyncDisposable
{
    private readonly List<Process> _processes = [];
    private readonly TemporaryFolder _folder;

    private StandaloneCluster(TemporaryFolder folder) => _folder = folder;

    /// <summary>Its URL, <c>spark://127.0.0.1:…</c>.</summary>
    public required string Master { get; init; }

    /// <summary>Starts a master and workers of one core, and waits until it knows them.</summary>
    public static async Task<StandaloneCluster> StartAsync(TemporaryFolder folder, int workers)
    {
        var (port, web) = (LoopbackPort.Free(), LoopbackPort.Free());
        var cluster = new StandaloneCluster(folder) { Master = $"spark://127.0.0.1:{port}" };
        cluster.Start("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", $"{port}", "--webui-port", $"{web}");
        for (var worker = 1; worker <= workers; worker++)
        {
            cluster.Start(
                "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", $"{LoopbackPort.Free()}", "-c", "1", "-m", "1g",
                "-d", folder[$"worker-{worker}"], cluster.Master);
        }

        await cluster.WaitForWorkersAsync(web, workers);
        return cluster;
    }

    /// <summary>SIGKILL for a worker and everything that runs for it.</summary>
    public void KillWorker(int number) => _processes[number].Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private void Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(SparkMachine.SparkHome!, "bin", "spark-class"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Root,
        };
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _processes.Add(process);
    }

    private async Task WaitForWorkersAsync(int web, int workers)
    {
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            try
            {
                using var state = System.Text.Json.JsonDocument.Parse(await http.GetStringAsync($"http://127.0.0.1:{web}/json/", limit.Token));
                if (state.RootElement.GetProperty("aliveworkers").GetInt32() == workers)
                    return;
            }
            catch (HttpRequestException)
            {
                Assert.DoesNotContain(_processes, process => process.HasExited);
            }

            await Task.Delay(100, limit.Token);
        }
    }
}
