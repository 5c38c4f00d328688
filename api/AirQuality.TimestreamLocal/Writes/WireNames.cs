using System.Text.Json;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Writes;

/// <summary>The enumerations of WriteRecords by their names on the wire, compared where they stand.</summary>
internal static class WireNames
{
    /// <summary>The names of MeasureValueType, as messages list them.</summary>
    public static readonly string[] MeasureTypes = ["DOUBLE", "BIGINT", "VARCHAR", "BOOLEAN", "TIMESTAMP", "MULTI"];

    /// <summary>The names of TimeUnit, as messages list them.</summary>
    public static readonly string[] TimeUnits = ["MILLISECONDS", "SECONDS", "MICROSECONDS", "NANOSECONDS"];

    /// <summary>The type that the text under the reader names; null where it names none.</summary>
    public static MeasureType? MeasureTypeOf(in Utf8JsonReader text)
    {
        if (text.ValueTextEquals("DOUBLE"u8))
            return new(ValueKind.Double);
        if (text.ValueTextEquals("BIGINT"u8))
            return new(ValueKind.BigInt);
        if (text.ValueTextEquals("VARCHAR"u8))
            return new(ValueKind.Varchar);
        if (text.ValueTextEquals("BOOLEAN"u8))
            return new(ValueKind.Boolean);
        if (text.ValueTextEquals("TIMESTAMP"u8))
            return new(ValueKind.Timestamp);
        return text.ValueTextEquals("MULTI"u8) ? MeasureType.Multi : null;
    }

    /// <summary>The unit that the text under the reader names; null where it names none.</summary>
    public static TimeUnit? TimeUnitOf(in Utf8JsonReader text)
    {
        if (text.ValueTextEquals("MILLISECONDS"u8))
            return TimeUnit.Milliseconds;
        if (text.ValueTextEquals("SECONDS"u8))
            return TimeUnit.Seconds;
        if (text.ValueTextEquals("MICROSECONDS"u8))
            return TimeUnit.Microseconds;
        return text.ValueTextEquals("NANOSECONDS"u8) ? TimeUnit.Nanoseconds : null;
    }
}
