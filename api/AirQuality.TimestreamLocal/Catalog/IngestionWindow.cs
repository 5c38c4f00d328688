using System.Globalization;

namespace AirQuality.TimestreamLocal.Catalog;

/// <summary>Where a record goes by its time.</summary>
internal enum RecordStore
{
    /// <summary>Into the memory store.</summary>
    Memory,

    /// <summary>Into the magnetic store.</summary>
    Magnetic,

    /// <summary>Nowhere.</summary>
    Outside,
}

/// <summary>
/// Which times a table takes. A record may lie up to 15 minutes ahead of the server's clock. The memory store's window is its
/// retention plus 40 minutes wide and ends there; with magnetic writes, the data ingestion window is as much wider as the magnetic
/// store's retention (Timestream developer guide, Writes; widths as its rejections state them).
/// </summary>
internal sealed class IngestionWindow
{
    private const long NsPerMs = 1_000_000;
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(40);
    private readonly DateTimeOffset _end;
    private readonly DateTimeOffset _memoryStart;
    private readonly DateTimeOffset _start;
    private readonly bool _magnetic;

    /// <summary>The window of a table at an instant.</summary>
    public IngestionWindow(TableProperties table, DateTimeOffset now)
    {
        _end = now + Ahead;
        _memoryStart = Before(_end, Slack + TimeSpan.FromHours(table.RetentionProperties.MemoryStoreRetentionPeriodInHours ?? 0));
        _start = Before(_memoryStart, TimeSpan.FromDays(table.RetentionProperties.MagneticStoreRetentionPeriodInDays ?? 0));
        _magnetic = table.MagneticStoreWriteProperties.EnableMagneticStoreWrites ?? false;
    }

    /// <summary>Where a record of this time goes. A time that no 64-bit count of nanoseconds can hold is outside, like any other far
    /// one.</summary>
    public RecordStore StoreOf(Int128 timeNs)
    {
        if (timeNs >= Ns(_end))
            return RecordStore.Outside;
        if (timeNs >= Ns(_memoryStart))
            return RecordStore.Memory;
        return _magnetic && timeNs >= Ns(_start) ? RecordStore.Magnetic : RecordStore.Outside;
    }

    /// <summary>
    /// The oldest time that the table keeps, nanoseconds since 1970: what lies before it has passed both stores' retention, is in no query's
    /// answer, and is deleted in time. With magnetic writes it is also the oldest that may be written.
    /// </summary>
    public long OldestKeptNs => (long)Ns(_start);

    /// <summary>Why a record outside was rejected, in the service's words.</summary>
    public string Reason => _magnetic
        ? $"The record timestamp is outside the time range [{Text(_start)}, {Text(_end)}) of the data ingestion window."
        : $"The record timestamp is outside the time range [{Text(_memoryStart)}, {Text(_end)}) of the memory store.";

    private static Int128 Ns(DateTimeOffset instant) => (Int128)instant.ToUnixTimeMilliseconds() * NsPerMs;

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>No window begins before 1970: the service's times start there.</summary>
    private static DateTimeOffset Before(DateTimeOffset instant, TimeSpan span) =>
        instant - DateTimeOffset.UnixEpoch < span ? DateTimeOffset.UnixEpoch : instant - span;
}
