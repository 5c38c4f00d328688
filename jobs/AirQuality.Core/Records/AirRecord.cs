namespace AirQuality.Core.Records;

/// <summary>A dimension of a record; never empty.</summary>
/// <param name="Name">Its name, such as <c>sensor_id</c>.</param>
/// <param name="Value">Its value.</param>
public readonly record struct RecordDimension(string Name, string Value);

/// <summary>How a measure is stored.</summary>
public enum MeasureType
{
    /// <summary>A 64-bit floating-point number.</summary>
    Double,

    /// <summary>A 64-bit integer.</summary>
    BigInt,

    /// <summary>True or false.</summary>
    Boolean,
}

/// <summary>A measure of a record.</summary>
/// <param name="Name">Its name, such as <c>P1</c> or <c>aqi</c>.</param>
/// <param name="Type">How it is stored.</param>
/// <param name="Value">Its value as the Timestream API takes it: invariant text.</param>
public readonly record struct RecordMeasure(string Name, MeasureType Type, string Value);

/// <summary>A multi-measure row of the table, not yet bound to any client: what a reading becomes.</summary>
/// <param name="SensorId">The sensor, for routing and watermarks; also among the dimensions.</param>
/// <param name="TimeMs">The row's time, milliseconds since 1970-01-01 UTC.</param>
/// <param name="Version">The record version: at one key the higher one wins, and the same one with the same values changes nothing.</param>
/// <param name="Dimensions">The dimensions that have a value.</param>
/// <param name="Measures">The measures, at least one.</param>
public sealed record AirRecord(
    long SensorId,
    long TimeMs,
    long Version,
    IReadOnlyList<RecordDimension> Dimensions,
    IReadOnlyList<RecordMeasure> Measures)
{
    /// <summary>The measure name of every row, which for multi-measure rows names the kind of record.</summary>
    public const string MeasureName = "air_quality";
}
