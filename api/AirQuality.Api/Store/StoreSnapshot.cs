using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Store;

/// <summary>The store as it was last seen; immutable, so that one request sees one state.</summary>
/// <param name="Token">Stands for what was written so far; another one after each write that was seen.</param>
/// <param name="ChangedAt">When this server saw the newest write.</param>
/// <param name="Newest">The time of the newest reading; null while there is none.</param>
/// <param name="Columns">What the table has learned to hold.</param>
/// <param name="Readings">The newest reading of each sensor within the lookback, by rising sensor id.</param>
internal sealed record StoreSnapshot(
    string Token, DateTimeOffset ChangedAt, DateTimeOffset? Newest, TableColumns Columns, IReadOnlyList<StoredReading> Readings);
