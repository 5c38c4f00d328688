using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AirQuality.Core.Feed;
using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Settings;
using AirQuality.Tests.Linked;
using Microsoft.Spark.Sql;

namespace AirQuality.Spark.Tests.Hosting;

/// <summary>
/// A Spark driver that tests share: the JVM waits for a .NET process, as it does for a debugger, and this process is the one. So a cycle
/// costs what its job costs, and not a JVM.
/// </summary>
public sealed class SparkDriver : IAsyncLifetime
{
    private Process? _jvm;
    private SparkSession? _session;

    public async Task InitializeAsync()
    {
        if (SparkMachine.Missing is not null)
            return;
        var port = LoopbackPort.Free();
        _jvm = Start(port);
        await WaitForAsync(port);
        Environment.SetEnvironmentVariable("DOTNETBACKEND_PORT", $"{port}");
        Environment.SetEnvironmentVariable("DOTNET_ASSEMBLY_SEARCH_PATHS", SparkMachine.ProgramFolder);
        _session = SparkHost.StartSession();
    }

    /// <summary>The engine on this driver, for a machine's clock.</summary>
    internal IEngine EngineAt(TimeProvider time) => new SharedEngine(new SparkEngine(() => _session!, time));

    public Task DisposeAsync()
    {
        _session?.Stop();
        _jvm?.Kill(entireProcessTree: true);
        _jvm?.Dispose();
        return Task.CompletedTask;
    }

    private static Process Start(int port)
    {
        var jar = Directory.GetFiles(SparkMachine.ProgramFolder, "microsoft-spark-3-5_2.12-*.jar").Single();
        var log = Path.Combine(SparkMachine.Repository, "jobs", "AirQuality.Spark", "log4j2.properties");
        var start = new ProcessStartInfo(
            Path.Combine(SparkMachine.SparkHome!, "bin", "spark-submit"),
            [
                "--master", "local[2,4]", "--conf", "spark.ui.enabled=false", "--conf", $"spark.driver.extraJavaOptions=-Dlog4j2.configurationFile=file:{log}",
                "--class", "org.apache.spark.deploy.dotnet.DotnetRunner", jar, "debug", $"{port}",
            ])
        {
            RedirectStandardInput = true, // It ends when somebody presses Enter.
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        start.Environment["DOTNET_ASSEMBLY_SEARCH_PATHS"] = SparkMachine.ProgramFolder;
        var jvm = new Process { StartInfo = start };
        jvm.OutputDataReceived += (_, _) => { };
        jvm.ErrorDataReceived += (_, _) => { };
        jvm.Start();
        jvm.BeginOutputReadLine();
        jvm.BeginErrorReadLine();
        return jvm;
    }

    private async Task WaitForAsync(int port)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            Assert.False(_jvm!.HasExited, "spark-submit ended before it listened");
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port, limit.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100, limit.Token);
            }
        }
    }

    /// <summary>An engine whose end does not end the session.</summary>
    private sealed class SharedEngine(IEngine inner) : IEngine
    {
        public ICycleRuntime OpenCycles(TableConnection table, AirQualitySettings settings) => new SharedCycles(inner.OpenCycles(table, settings));

        public IBackfillRuntime OpenBackfill(TableConnection table, IArchiveSource source, string location, AirQualitySettings settings) =>
            new SharedBackfill(inner.OpenBackfill(table, source, location, settings));
    }

    private sealed class SharedCycles(ICycleRuntime inner) : ICycleRuntime
    {
        public Task<IReadSnapshot> ReadAsync(Stream json, int averagingMinutes, List<MalformedEntry> malformed, CancellationToken cancellationToken) =>
            inner.ReadAsync(json, averagingMinutes, malformed, cancellationToken);

        public void Forget() => inner.Forget();

        public void Dispose()
        {
        }
    }

    private sealed class SharedBackfill(IBackfillRuntime inner) : IBackfillRuntime
    {
        public Task RunAsync(BackfillWork work, CancellationToken cancellationToken) => inner.RunAsync(work, cancellationToken);

        public void Dispose()
        {
        }
    }
}

/// <summary>The tests that share a driver.</summary>
[CollectionDefinition(Name)]
public sealed class SharedDriver : ICollectionFixture<SparkDriver>
{
    public const string Name = "Spark";
}
