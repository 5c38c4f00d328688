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
    public static CycleReport Empty(FeedSource feed, Snapshot snapshot, string target) =>
        Of(CycleState.Empty, feed, target) with { Bytes = snapshot.Bytes, TrailingBytes = snapshot.TrailingBytes };

    /// <summary>A snapshot was gone over.</summary>
    public static CycleReport Of(LandedSnapshot landed, Snapshot snapshot, WriteOutcome outcome, bool interrupted) => new()
    {
        State = StateOf(outcome, interrupted),
        Entries = snapshot.Entries,
        Malformed = snapshot.Malformed.Total,
        Merged = snapshot.Merged,
        Readings = snapshot.Readings.Count + snapshot.Filtered.Total,
        Filtered = snapshot.Filtered.Total,
        Unchanged = outcome.Unchanged,
        Stored = outcome.Stored,
        Rejected = outcome.Rejected.Count,
        Spooled = outcome.Spooled,
        Feed = landed.Feed,
        Snapshot = landed.Id,
        Target = landed.Target,
        AveragingMinutes = landed.AveragingMinutes,
        Oldest = FromMs(snapshot.OldestMs),
        Newest = FromMs(snapshot.NewestMs),
        ShiftSeconds = landed.ShiftMs / 1000.0,
        Bytes = snapshot.Bytes,
        TrailingBytes = snapshot.TrailingBytes,
        MalformedReasons = snapshot.Malformed,
        FilteredReasons = snapshot.Filtered,
        FilteredValues = snapshot.FilteredValues,
        RejectedReasons = outcome.Rejected.CountBy(r => r.Reason).ToDictionary(r => r.Key, r => (long)r.Value),
        UnknownSensorTypes = snapshot.UnknownSensorTypes,
        Requests = outcome.Requests,
        Retries = outcome.Retries,
        Milliseconds = new(0, 0, 0, outcome.WatermarksMs, outcome.WriteMs, 0),
        Error = outcome.Failure is { } failure ? new CycleError(failure.StableCode, failure.Message, failure.IsTransient) : null,
    };

    private static CycleReport Of(CycleState state, FeedSource feed, string target) => new()
    {
        State = state,
        Feed = feed.Name,
        Target = target,
        AveragingMinutes = feed.AveragingMinutes,
        Milliseconds = new(0, 0, 0, 0, 0, 0),
    };

    private static CycleState StateOf(WriteOutcome outcome, bool interrupted) => outcome switch
    {
        _ when interrupted => CycleState.Interrupted,
        { Spooled: > 0 } => CycleState.Spooled,
        { Stored: > 0 } => CycleState.Stored,
        { Unchanged: > 0 } => CycleState.Unchanged,
        _ => CycleState.NothingStorable,
    };

    private static DateTimeOffset? FromMs(long? ms) => ms is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
