using AirQuality.LoadTest.Scaling;

namespace AirQuality.LoadTest.Elastic;

/// <summary>How a group of workers on one machine is run.</summary>
internal sealed record ElasticOptions
{
    /// <summary>When the group grows and shrinks.</summary>
    public ScalingPolicy Policy { get; init; } = new();

    /// <summary>How much faster the rules' time passes than the wall's: at 10 a minute of the rules lasts 6 s.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>How many cores of this machine are 100 % of an instance.</summary>
    public double InstanceCores { get; init; } = 0.25;

    /// <summary>How many bytes are 100 % of an instance's memory.</summary>
    public long InstanceMemoryBytes { get; init; } = 2L << 30;

    /// <summary>How long, in the rules' time, a started instance is left out of the group's average (the group's DefaultInstanceWarmup).</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(150);

    /// <summary>How long, in the rules' time, a worker that is taken out may still work on its requests.</summary>
    public TimeSpan DeregistrationDelay { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>Between two health checks of a worker, in the rules' time; the target group's ten seconds.</summary>
    public TimeSpan HealthInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A minute of the rules, on the wall's clock.</summary>
    public TimeSpan Minute => OnTheWall(TimeSpan.FromMinutes(1));

    /// <summary>How long a span of the rules' time lasts on the wall's clock.</summary>
    public TimeSpan OnTheWall(TimeSpan ofTheRules) => ofTheRules / TimeScale;
}
