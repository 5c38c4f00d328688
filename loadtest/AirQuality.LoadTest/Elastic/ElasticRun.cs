using System.Globalization;
using AirQuality.LoadTest.Elastic.Proxy;
using AirQuality.LoadTest.Elastic.Workers;
using AirQuality.LoadTest.Instances;

namespace AirQuality.LoadTest.Elastic;

/// <summary>A group, its proxy and its files, from the first worker's start to the last one's end.</summary>
/// <param name="options">How the group is run.</param>
/// <param name="starter">Starts workers.</param>
/// <param name="time">The clock.</param>
/// <param name="output">Takes the proxy's URL, once a worker takes traffic.</param>
/// <param name="error">Takes a line for each change.</param>
internal sealed class ElasticRun(ElasticOptions options, IWorkerStarter starter, TimeProvider time, TextWriter output, TextWriter error)
{
    // Finer than the shortest minute, coarser than what would be a load of its own.
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _drainLimit = TimeSpan.FromSeconds(10);

    /// <summary>Runs until told to stop; then ends tidily, which takes 20 s at most.</summary>
    /// <param name="port">Where the proxy listens; 0 takes a free port.</param>
    /// <param name="csv">Takes the monitor's rows.</param>
    /// <param name="every">How often.</param>
    /// <param name="length">How long to serve; null until stopped.</param>
    /// <param name="stop">Ends the run.</param>
    public async Task<ElasticSummary> RunAsync(int port, TextWriter csv, TimeSpan every, TimeSpan? length, CancellationToken stop)
    {
        var begun = time.GetUtcNow();
        var balancer = new Balancer();
        var traffic = new Traffic();
        var group = new Group(options, starter, balancer, begun, Tell);
        var log = new SampleLog(csv, every);
        await MetricsCsv.WriteHeaderAsync(csv);
        try
        {
            await using var proxy = await ProxyServer.StartAsync(port, balancer, traffic, stop);
            try
            {
                await ServeAsync(group, proxy, log, length, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The end, as wished.
            }
            Tell("ending: no new request is taken, those under way are answered");
            using var patience = new CancellationTokenSource(_drainLimit, time);
            await proxy.StopAsync(patience.Token);
        }
        finally
        {
            await EndAsync(group, log);
        }
        return new ElasticSummary(
            Math.Round((time.GetUtcNow() - begun).TotalSeconds, 1, MidpointRounding.AwayFromZero), options.TimeScale, group.History.Starts, group.History.Stops, group.History.Deaths,
            group.History.MaxInstances, Math.Round(group.History.Lived.TotalHours * options.TimeScale, 3, MidpointRounding.AwayFromZero), traffic.Requests, traffic.Retries, traffic.Failures,
            traffic.ServerErrors);
    }

    private async Task ServeAsync(Group group, ProxyServer proxy, SampleLog log, TimeSpan? length, CancellationToken stop)
    {
        DateTimeOffset? up = null;
        using var timer = new PeriodicTimer(_tick, time);
        do
        {
            await group.StepAsync(time.GetUtcNow(), stop);
            await log.WriteAsync(group, time.GetUtcNow());
            if (up is not null || !group.IsUp)
                continue;
            up = time.GetUtcNow();
            await output.WriteLineAsync(proxy.Url);
            await output.FlushAsync(stop);
        }
        while ((up + length is not { } end || time.GetUtcNow() < end) && await timer.WaitForNextTickAsync(stop));
    }

    // Nothing is left running, whatever the run ended with.
    private async Task EndAsync(Group group, SampleLog log)
    {
        group.Terminate(time.GetUtcNow());
        while (group.Workers.Count > 0)
        {
            await group.StepAsync(time.GetUtcNow(), CancellationToken.None);
            await log.WriteAsync(group, time.GetUtcNow());
            await Task.Delay(_tick / 4, time, CancellationToken.None);
        }
    }

    private void Tell(string line) => error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():HH:mm:ss.f} {line}"));

    /// <summary>Writes the rows in their rhythm, and at once when a worker has come to another state: some last for less than a beat.</summary>
    private sealed class SampleLog(TextWriter csv, TimeSpan every)
    {
        private DateTimeOffset _next = DateTimeOffset.MinValue;
        private int _changes;

        public async Task WriteAsync(Group group, DateTimeOffset now)
        {
            if (now < _next && group.History.Changes == _changes)
                return;
            _changes = group.History.Changes;
            _next = now + every;
            foreach (var sample in group.Samples(now))
                await MetricsCsv.WriteAsync(csv, sample);
            await csv.FlushAsync(CancellationToken.None);
        }
    }
}
