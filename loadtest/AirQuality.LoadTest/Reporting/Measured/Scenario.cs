namespace AirQuality.LoadTest.Reporting.Measured;

/// <summary>A phase of a scenario: users arrive, or nothing does.</summary>
internal sealed record Phase(string? Name, TimeSpan Duration, bool Pause);

/// <summary>What a run promises.</summary>
internal sealed record Targets
{
    /// <summary>95 % of the answers come within so many milliseconds; the default is the first report's.</summary>
    public double P95Ms { get; init; } = 75;

    /// <summary>99 % of the answers come within so many milliseconds; the default is the first report's.</summary>
    public double P99Ms { get; init; } = 100;

    /// <summary>The apdex counts an answer as satisfying up to so many milliseconds; the default is the first report's.</summary>
    public double ApdexMs { get; init; } = 100;
}

/// <summary>Of a scenario, what its results do not tell.</summary>
internal sealed record Scenario(IReadOnlyList<Phase> Phases, Targets Targets);

/// <summary>A stage of a run.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Name">The phase's name, or "stage" and its number.</param>
/// <param name="Arrivals">While users arrive.</param>
/// <param name="Until">When the next stage begins: users that arrived go on into the pause, so their requests are this stage's until then.</param>
internal sealed record Stage(int Number, string Name, TimeRange Arrivals, DateTimeOffset Until)
{
    /// <summary>The stage and the pause after it.</summary>
    public TimeRange Whole => new(Arrivals.Start, Until);

    /// <summary>Places the phases of a scenario on a run. artillery's first count comes with the first user, about a second after the first phase began.</summary>
    public static IReadOnlyList<Stage> Place(IReadOnlyList<Phase> phases, TimeRange run)
    {
        var stages = new List<Stage>();
        var at = run.Start;
        foreach (var phase in phases)
        {
            if (!phase.Pause)
            {
                if (stages.Count > 0)
                    stages[^1] = stages[^1] with { Until = at };
                stages.Add(new(stages.Count + 1, phase.Name ?? $"stage {stages.Count + 1}", new(at, at + phase.Duration), at + phase.Duration));
            }
            at += phase.Duration;
        }
        if (stages.Count > 0)
            stages[^1] = stages[^1] with { Until = run.End > at ? run.End.AddSeconds(1) : at };
        return stages;
    }
}
