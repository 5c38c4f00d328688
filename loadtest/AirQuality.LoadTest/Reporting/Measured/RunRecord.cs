namespace AirQuality.LoadTest.Reporting.Measured;

/// <summary>All that is known of a run; each part may be missing.</summary>
internal sealed record RunRecord
{
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(1);

    /// <summary>The report's title.</summary>
    public required string Title { get; init; }

    /// <summary>The names of the files it was read from.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>What artillery measured.</summary>
    public ArtilleryResults? Results { get; init; }

    /// <summary>What the instances did, in the order of their starts.</summary>
    public IReadOnlyList<InstanceLife> Lives { get; init; } = [];

    /// <summary>What artillery was told to do.</summary>
    public Scenario? Scenario { get; init; }

    /// <summary>What the run promises.</summary>
    public Targets Targets => Scenario?.Targets ?? new();

    /// <summary>The stages; empty where no scenario or no run is known.</summary>
    public IReadOnlyList<Stage> Stages => Scenario is not null && Load is { } load ? Stage.Place(Scenario.Phases, load) : [];

    /// <summary>While there was load.</summary>
    public TimeRange? Load => Results?.Range ?? (Results is { Periods: [var first, ..] periods } ? first.Range.Union(periods[^1].Range) : null);

    /// <summary>While someone watched the instances.</summary>
    public TimeRange? Watched
    {
        get
        {
            var moments = Lives.SelectMany(life => life.Samples).Select(sample => sample.Timestamp).ToList();
            return moments.Count == 0 ? null : AtLeast(new(moments.Min(), moments.Max()));
        }
    }

    /// <summary>The time of the charts of instances: both, where they belong together, so that all charts can be compared.</summary>
    public TimeRange? InstanceDomain => Shared ?? Watched;

    /// <summary>The time of the charts of load.</summary>
    public TimeRange? LoadDomain => Shared ?? (Load is { } load ? AtLeast(load) : null);

    /// <summary>Whether load and instances were measured at different times, and so perhaps of different runs.</summary>
    public bool Apart => Load is not null && Watched is not null && Shared is null;

    private TimeRange? Shared => Load is { } load && Watched is { } watched && load.Overlaps(watched) ? load.Union(watched) : null;

    private static TimeRange AtLeast(TimeRange range) => range.Length >= _least ? range : new(range.Start, range.Start + _least);
}
