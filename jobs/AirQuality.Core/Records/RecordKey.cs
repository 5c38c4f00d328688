namespace AirQuality.Core.Records;

/// <summary>What tells records apart before they are written: the table has one row a sensor and time, and a higher version replaces a lower one.</summary>
/// <param name="SensorId">The sensor.</param>
/// <param name="TimeMs">The time, milliseconds since 1970-01-01 UTC.</param>
/// <param name="Version">The version.</param>
public readonly record struct RecordKey(long SensorId, long TimeMs, long Version)
{
    /// <summary>The key of a record.</summary>
    public static RecordKey Of(AirRecord record) => new(record.SensorId, record.TimeMs, record.Version);
}
