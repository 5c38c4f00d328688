using AirQuality.Core.Feed;

namespace AirQuality.Jobs.Engine.InProcess;

/// <summary>Runs cycles in this process. Kept between cycles, it remembers what the table holds.</summary>
internal sealed class InProcessRuntime(TableConnection table, TimeProvider time) : ICycleRuntime
{
    // What is remembered is worth something only for one averaging period: a 24 h mean may replace a 5 min mean of the same instant.
    private readonly Dictionary<int, KnownTable> _known = [];

    /// <inheritdoc />
    public async Task<IReadSnapshot> ReadAsync(
        Stream json, int averagingMinutes, List<MalformedEntry> malformed, CancellationToken cancellationToken)
    {
        var options = new SnapshotOptions { AveragingMinutes = averagingMinutes };
        var snapshot = await SnapshotReader.ReadAsync(json, options, malformed.Add, cancellationToken);
        return new InProcessSnapshot(snapshot, table.Writer, KnownAt(averagingMinutes), time);
    }

    /// <inheritdoc />
    public void Forget() => _known.Clear();

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private KnownTable KnownAt(int averagingMinutes)
    {
        if (!_known.TryGetValue(averagingMinutes, out var known))
            _known[averagingMinutes] = known = new KnownTable(table.Held, averagingMinutes, time);
        return known;
    }
}
