namespace AirQuality.LoadTest.Simulation.Policies;

/// <summary>The group, as a policy sees it.</summary>
/// <param name="Desired">How many instances it wants.</param>
/// <param name="Warm">How many of them are in service and warmed up.</param>
internal readonly record struct GroupView(int Desired, int Warm)
{
    /// <summary>Whether an instance is still on its way.</summary>
    public bool IsGrowing => Warm < Desired;
}

/// <summary>A policy at work.</summary>
internal abstract class Scaler
{
    /// <summary>Takes a minute's average.</summary>
    /// <param name="now">When an alarm looks at it.</param>
    /// <param name="cpuPercent">The average; null where nobody was in service.</param>
    /// <param name="group">The group now.</param>
    /// <returns>By how many instances to change.</returns>
    public abstract int Observe(DateTimeOffset now, double? cpuPercent, GroupView group);
}
