using System.Text.RegularExpressions;

namespace AirQuality.Api.Parameters;

/// <summary>The filters that every list of readings takes.</summary>
internal static partial class ReadingParameters
{
    /// <summary>Far above any id of the map.</summary>
    public const long HighestId = 999_999_999_999;

    /// <summary>A country.</summary>
    public static readonly Parameter<string> Country = ParameterKinds.Text(
        "country", IsoCode(), "an ISO 3166-1 code of two capital letters, such as DE", "Only this country; may be repeated.", "DE", maxCount: 100);

    /// <summary>A location.</summary>
    public static readonly Parameter<long> LocationId = ParameterKinds.WholeNumber(
        "location_id", 0, HighestId, "Only this location; may be repeated.", "65", maxCount: 100);

    /// <summary>A sensor.</summary>
    public static readonly Parameter<long> SensorId = ParameterKinds.WholeNumber(
        "sensor_id", 0, HighestId, "Only this sensor; may be repeated.", "140", maxCount: 100);

    /// <summary>A sensor type.</summary>
    public static readonly Parameter<string> SensorType = ParameterKinds.Text(
        "sensor_type", TypeName(), "a sensor type's name such as SDS011", "Only this sensor type, whatever the case; may be repeated.", "SDS011", maxCount: 50);

    /// <summary>The lowest index.</summary>
    public static readonly Parameter<long> IndexMin = ParameterKinds.WholeNumber(
        "index_min", 1, 10, "Only readings with at least this index.", "4");

    /// <summary>The highest index.</summary>
    public static readonly Parameter<long> IndexMax = ParameterKinds.WholeNumber(
        "index_max", 1, 10, "Only readings with at most this index.", "6");

    /// <summary>A value type.</summary>
    public static readonly Parameter<string> Measure = ParameterKinds.Text(
        "measure", MeasureName(), "a value type's name such as P1; /v1/measures lists them",
        "Only readings that have this value, and no other values in them; may be repeated.", "P1", maxCount: 50);

    /// <summary>The id in a path.</summary>
    public static Parameter<long> IdInPath(string what, string example) =>
        ParameterKinds.WholeNumber("id", 0, HighestId, $"The {what}'s id.", example, inPath: true);

    /// <summary>A filter by one id.</summary>
    public static Parameter<long> OneId(string name, string what, string example) =>
        ParameterKinds.WholeNumber(name, 0, HighestId, $"Only this {what}.", example);

    /// <summary>Reads the range of the index, either end null where it is open.</summary>
    public static (long? Min, long? Max) ReadIndexRange(ParameterReader reader)
    {
        var (min, max) = (reader.Value(IndexMin), reader.Value(IndexMax));
        if (min > max)
            reader.Refuse(IndexMin, "index_min must not be above index_max.");
        return (min, max);
    }

    /// <summary>A value type's name: what a column of the table can be called.</summary>
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]{0,59}\z", RegexOptions.CultureInvariant)]
    public static partial Regex MeasureName();

    [GeneratedRegex(@"^[A-Z]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsoCode();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9 ()._+/-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TypeName();
}
