using System.Diagnostics;
using System.Globalization;
using AirQuality.LoadTest.Elastic.Workers;
using AirQuality.LoadTest.Instances;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Elastic;

/// <summary>The program in a process of its own: what is left of it, however it ends.</summary>
public sealed class ElasticProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Terminated_LeavesNoProcess_AndWholeFiles()
    {
        var (program, workers, _) = await StartAsync();
        using (program)
        {
            using (Process.Start("bash", ["-c", $"kill -TERM {program.Id}"]))
                await program.WaitForExitAsync(Patience());

            Assert.Equal(130, program.ExitCode);
        }
        Assert.Equal(2, workers.Count);
        Assert.All(workers, worker => Assert.False(IsThere(worker)));
        var last = MetricsCsv.Read(_folder["metrics.csv"]).GroupBy(sample => sample.InstanceId).Select(samples => samples.Last().State);
        Assert.Equal(["terminated", "terminated"], last);
        Assert.Contains("\"stops\": 2", await File.ReadAllTextAsync(_folder["summary.json"]), StringComparison.Ordinal);
    }

    [BoundWorkersFact]
    public async Task Killed_TakesItsWorkersAlong()
    {
        var (program, workers, _) = await StartAsync();
        using (program)
        {
            program.Kill();
            await program.WaitForExitAsync(Patience());
        }
        var limit = Patience();
        while (workers.Exists(IsThere))
            await Task.Delay(20, limit);
    }

    private static CancellationToken Patience() => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    private static bool IsThere(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private async Task<(Process Program, List<int> Workers, Transcript Events)> StartAsync()
    {
        await File.WriteAllTextAsync(_folder["well"], "");
        var start = new ProcessStartInfo("dotnet", [
            Path.Combine(AppContext.BaseDirectory, "airquality-loadtest.dll"), "elastic", "--time-scale", "60", "--min", "2", "--csv", _folder["metrics.csv"],
            "--summary", _folder["summary.json"], "--", .. ElasticHost.Command(_folder.Root)])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        var program = Process.Start(start)!;
        var events = new Transcript();
        program.OutputDataReceived += (_, line) => events.Write($"{line.Data}\n");
        program.ErrorDataReceived += (_, line) => events.Write($"{line.Data}\n");
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        await events.ContainsAsync("worker-1 pending → running");
        await events.ContainsAsync("worker-2 pending → running");
        List<int> workers = [.. ElasticHost.Started().Matches(events.ToString()).Select(match => int.Parse(match.Groups["pid"].ValueSpan, CultureInfo.InvariantCulture))];
        return (program, workers, events);
    }

    /// <summary>Where the kernel ends workers whose program is gone.</summary>
    private sealed class BoundWorkersFactAttribute : FactAttribute
    {
        public BoundWorkersFactAttribute()
        {
            if (!WorkerStarter.BindsWorkers)
                Skip = "setsid and setpriv (util-linux) are not on this machine";
        }
    }
}
