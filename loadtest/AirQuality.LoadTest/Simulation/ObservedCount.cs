using AirQuality.LoadTest.Instances;

namespace AirQuality.LoadTest.Simulation;

/// <summary>How many instances a real group had, from a monitor's file: an instance counts from its first row until it is terminated.</summary>
internal sealed class ObservedCount
{
    private readonly List<(DateTimeOffset From, DateTimeOffset Until)> _lives;

    private ObservedCount(List<(DateTimeOffset From, DateTimeOffset Until)> lives, DateTimeOffset first, DateTimeOffset last) => (_lives, First, Last) = (lives, first, last);

    /// <summary>The first row's time.</summary>
    public DateTimeOffset First { get; }

    /// <summary>The last row's time.</summary>
    public DateTimeOffset Last { get; }

    /// <summary>Takes the rows, in order of time.</summary>
    public static ObservedCount From(IReadOnlyList<InstanceSample> samples) => new(
        [.. samples.GroupBy(sample => sample.InstanceId).Select(rows =>
            (rows.First().Timestamp, rows.FirstOrDefault(row => row.State == "terminated")?.Timestamp ?? DateTimeOffset.MaxValue))],
        samples[0].Timestamp,
        samples[^1].Timestamp);

    /// <summary>The number at a moment.</summary>
    public int At(DateTimeOffset time) => _lives.Count(life => life.From <= time && time < life.Until);
}
