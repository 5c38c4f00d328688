using AirQuality.LoadTest.Instances;

namespace AirQuality.LoadTest.Reporting.Measured;

/// <summary>An instance's life, as the monitor's file tells it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Samples">Its rows, in time's order.</param>
/// <param name="Started">
/// When it was last seen pending, or first seen at all. The row after that can be minutes late: the first report's monitor left out instances
/// that CloudWatch had no values of yet.
/// </param>
/// <param name="SeenStarting">Whether it was seen pending; else it may have run before anyone looked.</param>
/// <param name="LeftService">When it was first seen to be no longer running, or not seen again; null for one that served to the end.</param>
/// <param name="Stopped">When it was gone; null where nobody saw that.</param>
internal sealed record InstanceLife(
    string Id, IReadOnlyList<InstanceSample> Samples, DateTimeOffset Started, bool SeenStarting, DateTimeOffset? LeftService, DateTimeOffset? Stopped)
{
    private const string Pending = "pending";
    private static readonly string[] _gone = ["terminated", "stopped"];
    private static readonly TimeSpan _lost = TimeSpan.FromMinutes(1);

    /// <summary>The lives in a file, in the order of their starts.</summary>
    public static IReadOnlyList<InstanceLife> Of(IReadOnlyList<InstanceSample> samples)
    {
        if (samples.Count == 0)
            return [];
        var end = samples.Max(sample => sample.Timestamp);
        return [.. samples.GroupBy(sample => sample.InstanceId).Select(rows => Of(rows.Key, [.. rows.OrderBy(row => row.Timestamp)], end)).OrderBy(life => life.Started)];
    }

    private static InstanceLife Of(string id, List<InstanceSample> rows, DateTimeOffset end)
    {
        var firstServing = rows.FindIndex(row => row.State != Pending);
        var booting = firstServing < 0 ? rows.Count : firstServing;
        var lastRunning = rows.FindLastIndex(row => row.State == InstanceSample.Running);
        var left = lastRunning + 1 < rows.Count ? rows[lastRunning + 1].Timestamp
            : rows[^1].Timestamp < end - _lost ? rows[^1].Timestamp
            : (DateTimeOffset?)null;
        return new(id, rows, rows[Math.Max(0, booting - 1)].Timestamp, booting > 0, lastRunning < 0 ? null : left, rows.Find(row => _gone.Contains(row.State))?.Timestamp)
        {
            Served = lastRunning >= 0,
        };
    }

    /// <summary>Whether it ever ran.</summary>
    public bool Served { get; private init; }

    /// <summary>How many instances are in service, from each change on.</summary>
    public static IReadOnlyList<(DateTimeOffset From, int Count)> InService(IReadOnlyList<InstanceLife> lives)
    {
        var changes = lives.Where(life => life.Served).SelectMany(life => life.LeftService is { } left ? new[] { (At: life.Started, By: 1), (At: left, By: -1) } : [(life.Started, 1)]);
        var steps = new List<(DateTimeOffset, int)>();
        var count = 0;
        foreach (var moment in changes.GroupBy(change => change.At).OrderBy(group => group.Key))
        {
            count += moment.Sum(change => change.By);
            steps.Add((moment.Key, count));
        }
        return steps;
    }
}
