namespace AirQuality.LoadTest.Instances;

/// <summary>What an instance of the group was doing at a moment: a row of <c>metrics.csv</c>.</summary>
/// <param name="Timestamp">When, UTC.</param>
/// <param name="InstanceId">Which.</param>
/// <param name="State">EC2's word: pending, running, shutting-down, terminated; locally also draining.</param>
/// <param name="MemoryPercent">Memory in use, percent; null where nobody measured.</param>
/// <param name="CpuPercent">CPU in use, percent; null where nobody measured.</param>
internal sealed record InstanceSample(DateTimeOffset Timestamp, string InstanceId, string State, double? MemoryPercent, double? CpuPercent)
{
    /// <summary>The state of an instance that takes traffic.</summary>
    public const string Running = "running";
}
