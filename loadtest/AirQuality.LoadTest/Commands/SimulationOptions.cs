using System.CommandLine;
using System.Globalization;
using AirQuality.LoadTest.Simulation;
using AirQuality.LoadTest.Simulation.Demand;

namespace AirQuality.LoadTest.Commands;

/// <summary>The options that <c>simulate</c> and <c>sweep</c> share: the trace, the instances, the promise, the price.</summary>
internal sealed class SimulationOptions
{
    private static readonly GroupParameters _group = new();
    private static readonly LatencyModel _latency = new();
    private static readonly TimeSpan _defaultWindow = TimeSpan.FromMinutes(3);

    private readonly Argument<string> _trace = new("trace") { Description = "A monitor's metrics.csv, an artillery result (JSON), or a table timestamp,demand or timestamp,requests_per_second." };
    private readonly Option<TimeSpan?> _window = Duration.Option("--window", "Over how long a monitor's values are means: 3m in the first report's file, 0s for values of the moment.", _defaultWindow, TimeSpan.Zero);
    private readonly Option<double> _capacity = NumberOption.Real("--capacity", "How many times as much an instance does as the one the demand was measured on.", 1, 0.001, 1_000);
    private readonly Option<TimeSpan?> _boot = Duration.Option("--boot", "From the launch until an instance takes traffic.", _group.Boot, TimeSpan.Zero);
    private readonly Option<TimeSpan?> _warmUp = Duration.Option("--warm-up", "How long step and target-tracking do not count on an instance in service.", _group.WarmUp, TimeSpan.Zero);
    private readonly Option<TimeSpan?> _drain = Duration.Option("--drain", "How long an instance that leaves is still paid for: the deregistration delay.", _group.Drain, TimeSpan.Zero);
    private readonly Option<TimeSpan?> _metricDelay = Duration.Option("--metric-delay", "From the end of a minute until the group acts on it.", _group.MetricDelay, TimeSpan.Zero);
    private readonly Option<int> _start = NumberOption.Whole("--start", "Instances at the beginning; 0 for the least.", 0, 0, GroupParameters.MostInstances);
    private readonly Option<double> _service = NumberOption.Real("--service-ms", "How long a request keeps an instance busy, ms.", _latency.ServiceMs, 0.001, 600_000);
    private readonly Option<double> _network = NumberOption.Real("--network-ms", "What the way between client and instance adds, ms.", _latency.NetworkMs, 0, 600_000);
    private readonly Option<double> _target = NumberOption.Real("--p95", "The p95 that is promised, ms.", _latency.TargetP95Ms, 0.001, 600_000);
    private readonly Option<double> _saturation = NumberOption.Real("--saturation", "A utilisation above which nothing is promised, percent.", _latency.SaturationPercent, 0.1, 100);
    private readonly Option<double> _price = NumberOption.Real("--price", "What an instance costs, USD an hour. The default is t4g.small on demand in us-east-1.", 0.0168, 0, 1_000);

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_trace);
        foreach (var option in (Option[])[_window, _capacity, _boot, _warmUp, _drain, _metricDelay, _start, _service, _network, _target, _saturation, _price])
            command.Options.Add(option);
    }

    /// <summary>Reads the trace.</summary>
    public TraceFile Trace(ParseResult parsed)
    {
        var file = TraceFile.Read(parsed.GetRequiredValue(_trace), parsed.GetValue(_service) / 1000, parsed.GetValue(_window) ?? _defaultWindow);
        return file with { Demand = file.Demand.OnInstancesOf(parsed.GetValue(_capacity)) };
    }

    /// <summary>The group's other figures.</summary>
    public GroupParameters Group(ParseResult parsed) => new()
    {
        Boot = parsed.GetValue(_boot) ?? _group.Boot,
        WarmUp = parsed.GetValue(_warmUp) ?? _group.WarmUp,
        Drain = parsed.GetValue(_drain) ?? _group.Drain,
        MetricDelay = parsed.GetValue(_metricDelay) ?? _group.MetricDelay,
        StartWith = parsed.GetValue(_start) is > 0 and var start ? start : null,
    };

    /// <summary>The promise.</summary>
    /// <exception cref="LoadTestException">Nothing can keep it.</exception>
    public LatencyModel Latency(ParseResult parsed)
    {
        var (target, network) = (parsed.GetValue(_target), parsed.GetValue(_network));
        if (target <= network)
            throw new LoadTestException(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture, $"--p95 {target} is not above --network-ms {network}: no number of instances keeps that promise; raise --p95."));
        return new()
        {
            // An instance that does twice as much is busy with a request half as long.
            ServiceMs = parsed.GetValue(_service) / parsed.GetValue(_capacity),
            NetworkMs = network,
            TargetP95Ms = target,
            SaturationPercent = parsed.GetValue(_saturation),
        };
    }

    /// <summary>USD an instance-hour.</summary>
    public double Price(ParseResult parsed) => parsed.GetValue(_price);
}
