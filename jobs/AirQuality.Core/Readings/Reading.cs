namespace AirQuality.Core.Readings;

/// <summary>One value of a reading that passed the filters.</summary>
/// <param name="ValueType">The feed's name for it (<c>P1</c>, <c>temperature</c>); units as the feed gives them.</param>
/// <param name="Value">The value.</param>
public readonly record struct Measurement(string ValueType, double Value);

/// <summary>What one sensor reported for one instant: all entries of that sensor and time, merged, filtered and indexed.</summary>
/// <remarks>
/// Tens of thousands of these live at once, so what may be missing is kept as a value that cannot occur and not as a nullable, which
/// would make each half as large again.
/// </remarks>
public sealed record Reading
{
    private const long NoId = long.MinValue;

    private readonly long _sensorTypeId = NoId;
    private readonly long _locationId = NoId;
    private readonly double _latitude = double.NaN;
    private readonly double _longitude = double.NaN;
    private readonly double _altitude = double.NaN;
    private readonly byte _indexPm10;
    private readonly byte _indexPm25;

    /// <summary>The sensor's id on the map (not the chip id).</summary>
    public required long SensorId { get; init; }

    /// <summary>The instant of the reading, milliseconds since 1970-01-01 UTC.</summary>
    public required long TimeMs { get; init; }

    /// <summary>The station's pin the sensor sits on; text (<c>"1"</c>, <c>"-"</c>).</summary>
    public string? SensorPin { get; init; }

    /// <summary>The id of the sensor's type.</summary>
    public long? SensorTypeId { get => IdOrNull(_sensorTypeId); init => _sensorTypeId = value ?? NoId; }

    /// <summary>The name of the sensor's type, such as <c>SDS011</c>.</summary>
    public string? SensorTypeName { get; init; }

    /// <summary>Who makes that type.</summary>
    public string? SensorTypeManufacturer { get; init; }

    /// <summary>The place; sensors of one station share it.</summary>
    public long? LocationId { get => IdOrNull(_locationId); init => _locationId = value ?? NoId; }

    /// <summary>Two letters, upper case; not always an ISO code.</summary>
    public string? Country { get; init; }

    /// <summary>Degrees north, null where the feed has none.</summary>
    public double? Latitude { get => NumberOrNull(_latitude); init => _latitude = value ?? double.NaN; }

    /// <summary>Degrees east, null where the feed has none.</summary>
    public double? Longitude { get => NumberOrNull(_longitude); init => _longitude = value ?? double.NaN; }

    /// <summary>Metres above sea level, null where the feed has none.</summary>
    public double? Altitude { get => NumberOrNull(_altitude); init => _altitude = value ?? double.NaN; }

    /// <summary>Whether the sensor stands indoors; null where the feed does not say.</summary>
    public bool? Indoor { get; init; }

    /// <summary>Over how many minutes the values are means: 1440 in the 24 h feed, 5 in the 5 min feed.</summary>
    public required int AveragingMinutes { get; init; }

    /// <summary>The values, in the feed's order, each value type once.</summary>
    public required IReadOnlyList<Measurement> Measurements { get; init; }

    /// <summary>The index for PM10 (P1), 1 to 10; null where there is no valid PM10 value.</summary>
    public int? IndexPm10 { get => IndexOrNull(_indexPm10); init => _indexPm10 = checked((byte)(value ?? 0)); }

    /// <summary>The index for PM2.5 (P2), 1 to 10; null where there is no valid PM2.5 value.</summary>
    public int? IndexPm25 { get => IndexOrNull(_indexPm25); init => _indexPm25 = checked((byte)(value ?? 0)); }

    /// <summary>The reading's index: the larger of the two, null where there is neither.</summary>
    public int? Index => IndexPm10 is null ? IndexPm25 : IndexPm25 is null ? IndexPm10 : Math.Max(IndexPm10.Value, IndexPm25.Value);

    private static long? IdOrNull(long id) => id == NoId ? null : id;

    private static double? NumberOrNull(double number) => double.IsNaN(number) ? null : number;

    private static int? IndexOrNull(byte index) => index == 0 ? null : index;
}
