using System.CommandLine;
using System.Globalization;
using AirQuality.LoadTest.Commands;
using AirQuality.LoadTest.Scaling;

namespace AirQuality.LoadTest.Elastic;

/// <summary>The options of <c>elastic</c> that say what an instance is, and by which rules their number changes.</summary>
internal sealed class ElasticArguments
{
    private static readonly ScalingPolicy _policy = new();
    private static readonly ElasticOptions _fallback = new();
    private readonly Option<double> _timeScale = NumberOption.Real("--time-scale", "How much faster the rules' time passes: at 10 a minute of the rules, the cooldown's too, lasts a tenth", _fallback.TimeScale, 1, 120);
    private readonly Option<double> _cores = NumberOption.Real("--instance-cores", "How many cores of this machine are 100 % of one instance. A laptop's core does many times the work of a small instance's share; so this is how big an \"instance\" is: less of it, and the group grows under less load", _fallback.InstanceCores, 0.001, 1024);
    private readonly Option<long?> _memory = new("--instance-memory")
    {
        Description = "How much memory is 100 % of one instance: 512MB, 2GB [default: 2GB]",
        HelpName = "size",
        CustomParser = result =>
        {
            if (ByteSize.TryParse(result.Tokens[0].Value, out var bytes))
                return bytes;
            result.AddError($"--instance-memory: '{result.Tokens[0].Value}' is no size; write 512MB or 2GB.");
            return null;
        },
    };

    private readonly Option<double> _outAbove = NumberOption.Real("--scale-out-above", "Grow when the average CPU is above this many percent", _policy.ScaleOutAbovePercent, 0, 100);
    private readonly Option<int> _outMinutes = NumberOption.Whole("--scale-out-minutes", "… for so many minutes in a row", _policy.ScaleOutMinutes, 1, 1_440);
    private readonly Option<double> _inBelow = NumberOption.Real("--scale-in-below", "Shrink when the average CPU is below this many percent", _policy.ScaleInBelowPercent, 0, 100);
    private readonly Option<int> _inMinutes = NumberOption.Whole("--scale-in-minutes", "… for so many minutes in a row", _policy.ScaleInMinutes, 1, 1_440);
    private readonly Option<TimeSpan?> _cooldown = Duration.Option("--cooldown", "How long after a change nothing is changed, in the rules' time", _policy.Cooldown, TimeSpan.Zero);
    private readonly Option<TimeSpan?> _warmUp = Duration.Option("--warm-up", "How long a new instance is left out of the average, in the rules' time", _fallback.WarmUp, TimeSpan.Zero);
    private readonly Option<TimeSpan?> _delay = Duration.Option("--deregistration-delay", "How long an instance that is taken out may still answer what it has, in the rules' time", _fallback.DeregistrationDelay, TimeSpan.Zero);
    private readonly Option<int> _min = NumberOption.Whole("--min", "Instances at least", _policy.Min, 1, 32);
    private readonly Option<int> _max = NumberOption.Whole("--max", "Instances at most", _policy.Max, 1, 32);

    /// <summary>Adds the options to the verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_timeScale, _cores, _memory, _outAbove, _outMinutes, _inBelow, _inMinutes, _cooldown, _warmUp, _delay, _min, _max])
            command.Options.Add(option);
    }

    /// <summary>What they say.</summary>
    /// <exception cref="LoadTestException">They contradict each other.</exception>
    public ElasticOptions Read(ParseResult parsed)
    {
        var policy = PolicyOf(parsed);
        if (policy.Min > policy.Max)
            throw new LoadTestException(ExitCode.Usage, $"--min: {policy.Min} is more than --max, {policy.Max}.");
        if (policy.ScaleInBelowPercent >= policy.ScaleOutAbovePercent)
        {
            throw new LoadTestException(ExitCode.Usage, string.Create(
                CultureInfo.InvariantCulture, $"--scale-in-below: {policy.ScaleInBelowPercent} is not below --scale-out-above, {policy.ScaleOutAbovePercent}; the group would grow and shrink by turns."));
        }
        return new()
        {
            Policy = policy,
            TimeScale = parsed.GetValue(_timeScale),
            InstanceCores = parsed.GetValue(_cores),
            InstanceMemoryBytes = parsed.GetValue(_memory) ?? _fallback.InstanceMemoryBytes,
            WarmUp = parsed.GetValue(_warmUp) ?? _fallback.WarmUp,
            DeregistrationDelay = parsed.GetValue(_delay) ?? _fallback.DeregistrationDelay,
        };
    }

    private ScalingPolicy PolicyOf(ParseResult parsed) => new()
    {
        ScaleOutAbovePercent = parsed.GetValue(_outAbove),
        ScaleOutMinutes = parsed.GetValue(_outMinutes),
        ScaleInBelowPercent = parsed.GetValue(_inBelow),
        ScaleInMinutes = parsed.GetValue(_inMinutes),
        Cooldown = parsed.GetValue(_cooldown) ?? _policy.Cooldown,
        Min = parsed.GetValue(_min),
        Max = parsed.GetValue(_max),
    };
}
