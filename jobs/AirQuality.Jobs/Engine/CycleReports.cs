using AirQuality.Core.Cycle;
using AirQuality.Core.Feed;
using AirQuality.Jobs.Landing;

namespace AirQuality.Jobs.Engine;

/// <summary>Makes the report of a cycle from what its stages found.</summary>
internal static class CycleReports
{
    /// <summary>The service said that the feed has not changed since the last finished cycle.</summary>
    public static CycleReport NotModified(FeedSource feed, string target) => Of(CycleState.Unchanged, feed, target);

    /// <summary>The feed was well formed and held nothing.</summary>
    public static CycleReport Empty(FeedSource feed, SnapshotCounts snapshot, string target) =>
        Of(CycleState.Empty, feed, target) with { Bytes = snapshot.Bytes, TrailingBytes = snapshot.TrailingBytes };

    /// <summary>A snapshot was gone over; what became of none of its readings waits in the spool.</summary>
    public static CycleReport Of(LandedSnapshot landed, SnapshotCounts snapshot, Delivery delivery, bool interrupted)
    {
        var spooled = snapshot.Storable - delivery.Unchanged - delivery.Stored - delivery.Rejected.Count;
        return new()
        {
            State = StateOf(delivery, spooled, interrupted),
            Entries = snapshot.Entries,
            Malformed = snapshot.Malformed.Total,
            Merged = snapshot.Merged,
            Readings = snapshot.Storable + snapshot.Filtered.Total,
            Filtered = snapshot.Filtered.Total,
            Unchanged = delivery.Unchanged,
            Stored = delivery.Stored,
            Rejected = delivery.Rejected.Count,
            Spooled = spooled,
            Feed = landed.Feed,
            Snapshot = landed.Id,
            Target = landed.Target,
            AveragingMinutes = landed.AveragingMinutes,
            Oldest = FromMs(snapshot.OldestMs + landed.ShiftMs),
            Newest = FromMs(snapshot.NewestMs + landed.ShiftMs),
            ShiftSeconds = landed.ShiftMs / 1000.0,
            Bytes = snapshot.Bytes,
            TrailingBytes = snapshot.TrailingBytes,
            MalformedReasons = snapshot.Malformed,
            FilteredReasons = snapshot.Filtered,
            FilteredValues = snapshot.FilteredValues,
            RejectedReasons = delivery.Rejected.CountBy(r => r.Reason).ToDictionary(r => r.Key, r => (long)r.Value),
            UnknownSensorTypes = snapshot.UnknownSensorTypes,
            Requests = delivery.Requests,
            Retries = delivery.Retries,
            Error = delivery.Failure is { } failure ? new CycleError(failure.StableCode, failure.Message, failure.IsTransient) : null,
        };
    }

    private static CycleReport Of(CycleState state, FeedSource feed, string target) => new()
    {
        State = state,
        Feed = feed.Name,
        Target = target,
        AveragingMinutes = feed.AveragingMinutes,
        Milliseconds = new(0, 0, 0, 0, 0, 0),
    };

    private static CycleState StateOf(Delivery delivery, long spooled, bool interrupted) => delivery switch
    {
        _ when interrupted => CycleState.Interrupted,
        _ when spooled > 0 => CycleState.Spooled,
        { Stored: > 0 } => CycleState.Stored,
        { Unchanged: > 0 } => CycleState.Unchanged,
        _ => CycleState.NothingStorable,
    };

    private static DateTimeOffset? FromMs(long? ms) => ms is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
