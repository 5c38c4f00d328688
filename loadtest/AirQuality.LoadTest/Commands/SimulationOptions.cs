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

    private readonly Argument<string> _trace = new("trace") { Description = "A monitor's metrics.csv, an artillery result (JSON), or a table timestamp,demand or timestamp,requests_per_second." };
    private readonly Option<TimeSpan> _window = SpanOption.Create("--window", TimeSpan.FromMinutes(3), "Over how long a monitor's values are means: 3m in the first report's file, 0s for values of the moment.");
    private readonly Option<double> _capacity = NumberOption.Create("--capacity", 1, "How many times as much an instance does as the one the demand was measured on.", above: 0);
    private readonly Option<TimeSpan> _boot = SpanOption.Create("--boot", _group.Boot, "From the launch until an instance takes traffic.");
    private readonly Option<TimeSpan> _warmUp = SpanOption.Create("--warm-up", _group.WarmUp, "How long step and target-tracking do not count on an instance in service.");
    private readonly Option<TimeSpan> _drain = SpanOption.Create("--drain", _group.Drain, "How long an instance that leaves is still paid for: the deregistration delay.");
    private readonly Option<TimeSpan> _metricDelay = SpanOption.Create("--metric-delay", _group.MetricDelay, "From the end of a minute until the group acts on it.");
    private readonly Option<int?> _start = new("--start") { HelpName = "count", Description = "Instances at the beginning; the least if nothing is said.", CustomParser = result => NumberOption.Count(result) };
    private readonly Option<double> _service = NumberOption.Create("--service-ms", _latency.ServiceMs, "How long a request keeps an instance busy, ms.", above: 0);
    private readonly Option<double> _network = NumberOption.Create("--network-ms", _latency.NetworkMs, "What the way between client and instance adds, ms.");
    private readonly Option<double> _target = NumberOption.Create("--p95", _latency.TargetP95Ms, "The p95 that is promised, ms.", above: 0);
    private readonly Option<double> _saturation = NumberOption.Create("--saturation", _latency.SaturationPercent, "A utilisation above which nothing is promised, percent.", above: 0);
    private readonly Option<double> _price = NumberOption.Create("--price", 0.0168, "What an instance costs, USD an hour. The default is t4g.small on demand in us-east-1.");

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
        var file = TraceFile.Read(parsed.GetRequiredValue(_trace), parsed.GetValue(_service) / 1000, parsed.GetValue(_window));
        return file with { Demand = file.Demand.OnInstancesOf(parsed.GetValue(_capacity)) };
    }

    /// <summary>The group's other figures.</summary>
    public GroupParameters Group(ParseResult parsed) => new()
    {
        Boot = parsed.GetValue(_boot),
        WarmUp = parsed.GetValue(_warmUp),
        Drain = parsed.GetValue(_drain),
        MetricDelay = parsed.GetValue(_metricDelay),
        StartWith = parsed.GetValue(_start),
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
