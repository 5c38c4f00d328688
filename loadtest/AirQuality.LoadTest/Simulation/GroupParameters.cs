namespace AirQuality.LoadTest.Simulation;

/// <summary>
/// What a group does besides deciding. Each figure is measured in, or the documented default behind, the first report's run; none is fitted
/// to the number of instances.
/// </summary>
internal sealed record GroupParameters
{
    /// <summary>The most instances that are simulated.</summary>
    public const int MostInstances = 1000;

    /// <summary>
    /// From the launch until an instance takes traffic. In the report's file the others' load falls two minutes after the third instance
    /// appears (launched 17:55:53, relieved in the minute from 17:58).
    /// </summary>
    public TimeSpan Boot { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long an instance in service is not counted on by step scaling and target tracking: the report's setting.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(150);

    /// <summary>
    /// How long an instance that is told to go ends what it began: the deregistration delay, 300 s if nobody sets it. In the report's file
    /// an instance's CPU falls to nothing four to five minutes before it stops.
    /// </summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>
    /// From the end of a minute until its value has been published (14 to 33 s in the report's file), an alarm has looked at it and the group has
    /// acted: in the report's file the third minute above 60 % ends at 17:54:00, and the third instance is launched at 17:55:53.
    /// </summary>
    public TimeSpan MetricDelay { get; init; } = TimeSpan.FromSeconds(110);

    /// <summary>How many instances are in service at the beginning; null for the policy's least.</summary>
    public int? StartWith { get; init; }
}
