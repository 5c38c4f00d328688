using AirQuality.LoadTest.Elastic.Proxy;
using AirQuality.LoadTest.Instances;

namespace AirQuality.LoadTest.Elastic.Workers;

/// <summary>Where a worker is in its life.</summary>
internal enum WorkerState
{
    /// <summary>Started, and not yet well.</summary>
    Pending,

    /// <summary>Takes traffic.</summary>
    Running,

    /// <summary>Takes no new request, and ends those that it has.</summary>
    Draining,

    /// <summary>Was told to end.</summary>
    ShuttingDown,

    /// <summary>Has ended.</summary>
    Terminated,
}

/// <summary>A worker of the group: its process, its place behind the proxy, what it uses.</summary>
internal sealed class Worker
{
    private readonly ElasticOptions _options;
    private readonly CpuMeter _cpu;

    /// <summary>A worker that has just been started.</summary>
    public Worker(string id, IWorkerProcess process, DateTimeOffset now, DateTimeOffset warmFrom, ElasticOptions options)
    {
        (Id, Process, StartedAt, ChangedAt, WarmFrom, _options) = (id, process, now, now, warmFrom, options);
        Target = new(process.Prefix);
        Health = new(process, options.OnTheWall(options.HealthInterval));
        _cpu = new(now, options.InstanceCores, options.Minute);
    }

    /// <summary>Its name.</summary>
    public string Id { get; }

    /// <summary>Its process.</summary>
    public IWorkerProcess Process { get; }

    /// <summary>Its place behind the proxy.</summary>
    public Target Target { get; }

    /// <summary>Whether it is well.</summary>
    public HealthCheck Health { get; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>From when on it counts in the group's average.</summary>
    public DateTimeOffset WarmFrom { get; }

    /// <summary>When it came to its state.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Where it is in its life.</summary>
    public WorkerState State { get; private set; }

    /// <summary>The CPU of the last minute of the rules, percent of an instance; null when it was not measured.</summary>
    public double? CpuPercent => _cpu.Percent(_options.Minute);

    /// <summary>Goes on in its life.</summary>
    public void Enter(WorkerState state, DateTimeOffset now) => (State, ChangedAt) = (state, now);

    /// <summary>Reads what its process has used.</summary>
    public void Measure(DateTimeOffset now)
    {
        if (Process.ProcessorTime is { } used)
            _cpu.Add(now, used);
    }

    /// <summary>What it is doing, as a row of the monitor's file.</summary>
    public InstanceSample Sample(DateTimeOffset now)
    {
        var isUp = State != WorkerState.Terminated;
        var memory = isUp && Process.MemoryBytes is { } bytes ? Math.Min(100, 100.0 * bytes / _options.InstanceMemoryBytes) : (double?)null;
        return new(now, Id, Word(State), Rounded(memory), isUp ? Rounded(CpuPercent) : null);
    }

    private static double? Rounded(double? percent) => percent is { } number ? Math.Round(number, 2, MidpointRounding.AwayFromZero) : null;

    /// <summary>EC2's word for a state; draining is the target group's.</summary>
    public static string Word(WorkerState state) => state switch
    {
        WorkerState.Pending => "pending",
        WorkerState.Running => InstanceSample.Running,
        WorkerState.Draining => "draining",
        WorkerState.ShuttingDown => "shutting-down",
        _ => "terminated",
    };
}
