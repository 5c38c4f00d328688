namespace AirQuality.Bench.Generating;

/// <summary>What a station can carry, so that a generated one carries one of each kind at most.</summary>
internal enum SensorKind
{
    Dust,
    Climate,
    Pressure,
    Noise,
}

/// <summary>One recorded value.</summary>
/// <param name="Type">Its <c>value_type</c>.</param>
/// <param name="Text">Its text.</param>
/// <param name="IsNumber">Whether the feed has it as a JSON number, computed by the service and without an id.</param>
internal readonly record struct RecordedValue(string Type, string Text, bool IsNumber);

/// <summary>A sensor and its values, as one entry of a real feed has them.</summary>
internal sealed record RecordedSensor(long TypeId, string TypeName, string Manufacturer, IReadOnlyList<RecordedValue> Values)
{
    /// <summary>What it measures.</summary>
    public SensorKind Kind =>
        Values.Any(value => value.Type.StartsWith("noise_", StringComparison.Ordinal)) ? SensorKind.Noise
        : Values.Any(value => value.Type == "pressure_at_sealevel") ? SensorKind.Pressure
        : Values.Any(value => value.Type == "P1") ? SensorKind.Dust
        : SensorKind.Climate;
}

/// <summary>A place as an entry of a real feed has it; texts as recorded.</summary>
internal sealed record RecordedPlace(string Latitude, string Longitude, string Altitude, string Country);
