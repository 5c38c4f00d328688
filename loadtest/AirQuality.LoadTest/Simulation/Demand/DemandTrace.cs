namespace AirQuality.LoadTest.Simulation.Demand;

/// <summary>How much work arrived when, as if in steps: what one instance can do at most is 1, so 2.5 keeps two and a half instances wholly busy.</summary>
/// <param name="Start">When the first step begins.</param>
/// <param name="Step">How long each step lasts.</param>
/// <param name="Instances">The demand of each step, in instances.</param>
internal sealed record DemandTrace(DateTimeOffset Start, TimeSpan Step, IReadOnlyList<double> Instances)
{
    /// <summary>How long the trace lasts.</summary>
    public TimeSpan Duration => Step * Instances.Count;

    /// <summary>The end of the trace.</summary>
    public DateTimeOffset End => Start + Duration;

    /// <summary>The demand so long after the start; the last step's after the end.</summary>
    public double At(TimeSpan sinceStart) => Instances[(int)Math.Min(sinceStart.Ticks / Step.Ticks, Instances.Count - 1)];

    /// <summary>The same demand on instances that each do so many times as much.</summary>
    public DemandTrace OnInstancesOf(double capacity) => this with { Instances = [.. Instances.Select(demand => demand / capacity)] };
}
