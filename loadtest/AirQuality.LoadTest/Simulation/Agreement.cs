namespace AirQuality.LoadTest.Simulation;

/// <summary>How well a simulation tells how many instances a real group had, step by step of the time that both know.</summary>
/// <param name="ComparedMinutes">How long they were compared.</param>
/// <param name="WithinOne">The share of it in which the numbers differ by one at most.</param>
/// <param name="Equal">The share of it in which they are equal.</param>
/// <param name="RealHours">The real group's instance-hours.</param>
/// <param name="SimulatedHours">The simulated group's.</param>
/// <param name="Differences">Where they differ, in order.</param>
internal sealed record Agreement(double ComparedMinutes, double WithinOne, double Equal, double RealHours, double SimulatedHours, IReadOnlyList<Difference> Differences)
{
    /// <summary>Compares.</summary>
    /// <returns>Null where there is no time that both know.</returns>
    public static Agreement? Between(ObservedCount observed, IReadOnlyList<SimulationStep> steps)
    {
        var both = steps.Where(step => step.Time >= observed.First && step.Time <= observed.Last)
            .Select(step => (step.Time, Real: observed.At(step.Time), Simulated: step.Count)).ToList();
        if (both.Count == 0)
            return null;
        var differences = new List<Difference>();
        foreach (var (time, real, simulated) in both)
        {
            if (differences is [.., var last] && last.Until == time && (last.Real, last.Simulated) == (real, simulated))
                differences[^1] = last with { Until = time + GroupSimulation.Step };
            else if (real != simulated)
                differences.Add(new(time, time + GroupSimulation.Step, real, simulated));
        }
        return new(
            both.Count * GroupSimulation.Step.TotalMinutes,
            both.Count(step => Math.Abs(step.Real - step.Simulated) <= 1) / (double)both.Count,
            both.Count(step => step.Real == step.Simulated) / (double)both.Count,
            both.Sum(step => step.Real) * GroupSimulation.Step.TotalHours,
            both.Sum(step => step.Simulated) * GroupSimulation.Step.TotalHours,
            differences);
    }
}

/// <summary>A time in which a simulation has another number of instances than the real group had.</summary>
/// <param name="From">Its begin.</param>
/// <param name="Until">Its end.</param>
/// <param name="Real">The real number.</param>
/// <param name="Simulated">The simulated number.</param>
internal sealed record Difference(DateTimeOffset From, DateTimeOffset Until, int Real, int Simulated);
