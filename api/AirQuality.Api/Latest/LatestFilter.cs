using AirQuality.Api.Parameters;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Latest;

/// <summary>Which of the newest readings are wanted; all that is said must hold.</summary>
internal sealed record LatestFilter
{
    /// <summary>Only at these locations; empty for all.</summary>
    public required IReadOnlyList<long> LocationIds { get; init; }

    /// <summary>Only with a value of one of these types; empty for all.</summary>
    public required IReadOnlyList<string> Measures { get; init; }

    private HashSet<long> SensorIds { get; init; } = [];

    private HashSet<string> SensorTypes { get; init; } = [];

    private HashSet<string> Countries { get; init; } = [];

    private BoundingBox? Box { get; init; }

    private Circle? Circle { get; init; }

    private (long? Min, long? Max) Index { get; init; }

    /// <summary>Whether some sensors of a location may be wanted and others not.</summary>
    public bool ChoosesSensors => SensorIds.Count > 0 || SensorTypes.Count > 0;

    /// <summary>Reads the filters of a request.</summary>
    public static LatestFilter Read(ParameterReader reader) => new()
    {
        LocationIds = [.. reader.Values(ReadingParameters.LocationId).Distinct()],
        Measures = reader.Values(ReadingParameters.Measure),
        SensorIds = [.. reader.Values(ReadingParameters.SensorId)],
        SensorTypes = reader.Values(ReadingParameters.SensorType).ToHashSet(StringComparer.OrdinalIgnoreCase),
        Countries = reader.Values(ReadingParameters.Country).ToHashSet(StringComparer.Ordinal),
        Box = reader.Object(PlaceParameters.Box),
        Circle = PlaceParameters.ReadCircle(reader),
        Index = ReadingParameters.ReadIndexRange(reader),
    };

    /// <summary>Whether a sensor is one of those wanted.</summary>
    public bool TakesSensor(StoredReading reading) =>
        (SensorIds.Count == 0 || SensorIds.Contains(reading.SensorId))
        && (SensorTypes.Count == 0 || (reading.SensorType is { } type && SensorTypes.Contains(type)));

    /// <summary>Whether place, index and values are wanted; the location is not looked at.</summary>
    public bool Takes(StoredReading reading) =>
        (Countries.Count == 0 || (reading.Country is { } country && Countries.Contains(country)))
        && TakesPlace(reading)
        && (Index.Min is null || reading.Index >= Index.Min)
        && (Index.Max is null || reading.Index <= Index.Max)
        && (Measures.Count == 0 || Measures.Any(measure => reading.ValueOf(measure) is not null));

    private bool TakesPlace(StoredReading reading)
    {
        if (Box is null && Circle is null)
            return true;
        return reading is { Latitude: { } latitude, Longitude: { } longitude }
            && (Box is null || Box.Holds(latitude, longitude))
            && (Circle is null || Circle.Holds(latitude, longitude));
    }
}
