using AirQuality.LoadTest.Commands;
using AirQuality.LoadTest.Elastic.Proxy;
using AirQuality.LoadTest.Elastic.Workers;
using AirQuality.LoadTest.Instances;

namespace AirQuality.LoadTest.Elastic;

/// <summary>
/// An auto scaling group on one machine. It has no clock of its own: <see cref="StepAsync"/> is called again and again, and moves each worker on
/// in its life, replaces the dead, and applies the rule when a minute is over.
/// </summary>
/// <param name="options">How the group is run.</param>
/// <param name="starter">Starts workers.</param>
/// <param name="balancer">Gives them traffic.</param>
/// <param name="start">When the first minute of the rules begins.</param>
/// <param name="tell">Takes a line for each change.</param>
internal sealed class Group(ElasticOptions options, IWorkerStarter starter, Balancer balancer, DateTimeOffset start, Action<string> tell)
{
    private const int HealthyAfter = 2;
    private const int UnhealthyAfter = 3;

    // A process takes as long to come up, and to end, as it takes: these are not scaled.
    private static readonly TimeSpan _bootLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan _endLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);

    private readonly List<Worker> _workers = [];
    private readonly Scaler _scaler = new(options, start);
    private DateTimeOffset _nextStart = DateTimeOffset.MinValue;
    private int _failedStarts;
    private bool _isEnding;

    /// <summary>All workers that have not ended, oldest first.</summary>
    public IReadOnlyList<Worker> Workers => _workers;

    /// <summary>How many instances the group wants.</summary>
    public int Desired { get; private set; } = options.Policy.Min;

    /// <summary>What has happened.</summary>
    public GroupHistory History { get; } = new();

    /// <summary>Whether a worker takes traffic.</summary>
    public bool IsUp => _workers.Exists(worker => worker.State == WorkerState.Running);

    /// <summary>Moves everything on.</summary>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends health checks that are under way.</param>
    /// <exception cref="LoadTestException">The first workers do not come up at all.</exception>
    public async Task StepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var worker in _workers.ToList())
        {
            worker.Measure(now);
            await MoveOnAsync(worker, now, cancellationToken);
        }
        if (_isEnding)
            return;
        if (_scaler.IsDue(now) && _scaler.EndMinute(AverageCpu(now), Desired) is { } decision)
        {
            Desired += decision.By;
            tell(decision.Reason);
        }
        await FitAsync(now);
    }

    /// <summary>A row for each worker, those among them that have ended since the last time.</summary>
    public IEnumerable<InstanceSample> Samples(DateTimeOffset now) =>
        History.TakeEnded().Concat(_workers).Select(worker => worker.Sample(now));

    /// <summary>Tells all workers to end, whatever they are at.</summary>
    public void Terminate(DateTimeOffset now)
    {
        _isEnding = true;
        foreach (var worker in _workers.Where(worker => worker.State != WorkerState.ShuttingDown).ToList())
            ShutDown(worker, now, "the group ends");
    }

    private async Task MoveOnAsync(Worker worker, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (worker.Process.ExitCode is { } code)
        {
            End(worker, now, code);
            return;
        }
        if (worker.State is WorkerState.Pending or WorkerState.Running)
            await CheckAsync(worker, now, cancellationToken);
        else if (worker.State == WorkerState.Draining && worker.Target.InFlight == 0)
            ShutDown(worker, now, "no request is under way");
        else if (worker.State == WorkerState.Draining && now >= worker.ChangedAt + options.OnTheWall(options.DeregistrationDelay))
            ShutDown(worker, now, $"the deregistration delay is over; {worker.Target.InFlight} requests are under way");
        else if (worker.State == WorkerState.ShuttingDown && now >= worker.ChangedAt + _endLimit)
            worker.Process.Kill();
    }

    private async Task CheckAsync(Worker worker, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (worker.Target.IsSuspect && worker.Health.Failed == 0)
            worker.Health.Hurry();
        if (await worker.Health.StepAsync(now, cancellationToken))
            worker.Target.Trust();
        if (worker.State == WorkerState.Pending && worker.Health.Passed >= HealthyAfter)
        {
            _failedStarts = 0;
            Change(worker, WorkerState.Running, now, $"{HealthyAfter} health checks passed after {(now - worker.StartedAt).TotalSeconds:0.0} s");
            balancer.Add(worker.Target);
        }
        else if (worker.State == WorkerState.Pending && now >= worker.StartedAt + _bootLimit)
        {
            FailStart(worker, now, $"is not well {_bootLimit.TotalSeconds:0} s after its start");
            ShutDown(worker, now, "it did not come up");
        }
        else if (worker.State == WorkerState.Running && !IsWell(worker) && _workers.Exists(other => other.State == WorkerState.Running && IsWell(other)))
        {
            // The last one is asked until another is up: an answer may be late, but no answer is none.
            History.Deaths++;
            Drain(worker, now, $"{UnhealthyAfter} health checks failed; it is replaced");
        }
    }

    private static bool IsWell(Worker worker) => worker.Health.Failed < UnhealthyAfter;

    // As many workers as are wanted; more do not count that are on their way out.
    private async Task FitAsync(DateTimeOffset now)
    {
        var there = _workers.Where(worker => worker.State == WorkerState.Pending || (worker.State == WorkerState.Running && IsWell(worker))).ToList();
        for (var missing = Desired - there.Count; missing > 0 && now >= _nextStart; missing--)
            await StartAsync(now);
        for (var spare = there.Count - Desired; spare > 0; spare--)
        {
            // The oldest, as EC2 Auto Scaling does; but one that is not up yet goes before the last that is.
            var oldest = there.Count(worker => worker.State == WorkerState.Running) > 1
                ? there.First(worker => worker.State == WorkerState.Running)
                : there.LastOrDefault(worker => worker.State == WorkerState.Pending) ?? there[0];
            there.Remove(oldest);
            Drain(oldest, now, "one instance less");
        }
    }

    private async Task StartAsync(DateTimeOffset now)
    {
        var id = $"worker-{++History.Starts}";
        // The instances that the group begins with are warm: it was there before the load.
        var warmFrom = History.Starts <= options.Policy.Min ? now : now + options.OnTheWall(options.WarmUp);
        var worker = new Worker(id, await starter.StartAsync(id), now, warmFrom, options);
        _workers.Add(worker);
        History.MaxInstances = Math.Max(History.MaxInstances, _workers.Count(one => one.State is WorkerState.Pending or WorkerState.Running));
        tell($"{id} pending: process {worker.Process.ProcessId} at {worker.Process.Prefix}");
    }

    private void Drain(Worker worker, DateTimeOffset now, string reason)
    {
        balancer.Remove(worker.Target);
        Change(worker, WorkerState.Draining, now, reason);
    }

    private void ShutDown(Worker worker, DateTimeOffset now, string reason)
    {
        balancer.Remove(worker.Target);
        Change(worker, WorkerState.ShuttingDown, now, reason);
        worker.Process.Terminate();
    }

    private void End(Worker worker, DateTimeOffset now, int exitCode)
    {
        balancer.Remove(worker.Target);
        if (worker.State == WorkerState.Pending)
            FailStart(worker, now, $"ended before it was well, exit code {exitCode}");
        else if (worker.State is WorkerState.Running or WorkerState.Draining)
            History.Deaths++;
        var reason = worker.State == WorkerState.ShuttingDown ? $"exit code {exitCode}" : $"it ended by itself, exit code {exitCode}; {Said(worker)}";
        Change(worker, WorkerState.Terminated, now, reason);
        _workers.Remove(worker);
        History.Add(worker, now);
        worker.Process.Dispose();
    }

    // A worker that cannot start is not started ever faster; and if none ever could, the command is wrong.
    private void FailStart(Worker worker, DateTimeOffset now, string what)
    {
        if (!History.WasUp)
            throw new LoadTestException(ExitCode.Missing, $"The first worker {what}; {Said(worker)}");
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(10, _failedStarts++)));
        _nextStart = now + (pause < _longestPause ? pause : _longestPause);
    }

    private void Change(Worker worker, WorkerState state, DateTimeOffset now, string reason)
    {
        tell($"{worker.Id} {Worker.Word(worker.State)} → {Worker.Word(state)}: {reason}");
        worker.Enter(state, now);
        History.Changes++;
        History.WasUp |= state == WorkerState.Running;
    }

    private double? AverageCpu(DateTimeOffset now) =>
        _workers.Where(worker => worker.State == WorkerState.Running && now >= worker.WarmFrom).Select(worker => worker.CpuPercent).Average();

    private static string Said(Worker worker) => worker.Process.LastWords is { Length: > 0 } words ? $"its last words: {words}" : "it said nothing";
}
