using AirQuality.LoadTest.Instances;

namespace AirQuality.LoadTest.Simulation.Demand;

/// <summary>
/// The demand behind a monitor's file: the CPU of the running instances, added up. Near 100 % that is only what was served: what was turned away
/// or came later because answers were slow is not in the file.
/// </summary>
internal static class MetricsDemand
{
    /// <summary>The length of a step: finer than the minutes of the measurement, which begin at another second for each instance.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    /// <summary>CloudWatch publishes a minute's value about so long after the minute's end: 14 to 33 s in the first report's file.</summary>
    private static readonly TimeSpan _publishing = TimeSpan.FromSeconds(30);

    /// <summary>A row is good for so long; the monitor of the first report wrote one an instance every second or two.</summary>
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(1);

    /// <summary>Adds up the CPU of the running instances.</summary>
    /// <param name="samples">The file's rows, in order of time.</param>
    /// <param name="window">Each value is the mean over so long a time; zero where it is of that moment.</param>
    /// <returns>The demand, put back to the middle of the window that a value describes.</returns>
    public static DemandTrace From(IReadOnlyList<InstanceSample> samples, TimeSpan window)
    {
        var first = samples[0].Timestamp;
        var latest = new SortedDictionary<string, InstanceSample>(StringComparer.Ordinal);
        var demand = new List<double>();
        var next = 0;
        for (var end = first + Step; end <= samples[^1].Timestamp + Step; end += Step)
        {
            for (; next < samples.Count && samples[next].Timestamp < end; next++)
                latest[samples[next].InstanceId] = samples[next];
            demand.Add(latest.Values.Where(sample => sample.State == InstanceSample.Running && end - sample.Timestamp < _fresh).Sum(sample => sample.CpuPercent ?? 0) / 100);
        }
        return new(window > TimeSpan.Zero ? first - window / 2 - _publishing : first, Step, demand);
    }
}
