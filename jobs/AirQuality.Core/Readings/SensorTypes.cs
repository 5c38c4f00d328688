using System.Text.Json;
using System.Text.Json.Serialization;

namespace AirQuality.Core.Readings;

/// <summary>What is known of a sensor type from its name.</summary>
/// <param name="Name">The name as the feed has it.</param>
/// <param name="IsKnown">Whether <c>sensor-types.json</c> lists it.</param>
/// <param name="MeasuresParticulates">Whether its P1 is PM10 and its P2 is PM2.5; not so for PPD42NS and for types nobody listed.</param>
internal sealed record SensorType(string Name, bool IsKnown, bool MeasuresParticulates);

/// <summary>The sensor types as data: <c>sensor-types.json</c>.</summary>
internal static class SensorTypes
{
    private static readonly Dictionary<string, bool> ParticulateByKey = Load();

    /// <summary>Finds a type by name. Names drift, so case, punctuation and a suffix in brackets do not count: DNMS (Laerm) is DNMS.</summary>
    public static SensorType Find(string name) =>
        ParticulateByKey.TryGetValue(KeyOf(name), out var particulate)
            ? new SensorType(name, true, particulate)
            : new SensorType(name, false, false);

    /// <summary>Whether two names are of one type, however they are written.</summary>
    public static bool AreSame(string name, string other) => KeyOf(name) == KeyOf(other);

    private static string KeyOf(string name)
    {
        var bracket = name.IndexOf('(', StringComparison.Ordinal);
        var core = bracket >= 0 ? name[..bracket] : name;
        return string.Concat(core.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
    }

    private static Dictionary<string, bool> Load()
    {
        using var stream = EmbeddedData.Open("Readings.sensor-types");
        var file = JsonSerializer.Deserialize(stream, ReadingsJson.Default.SensorTypesFile)
            ?? throw new InvalidDataException("The list of sensor types is empty.");
        var types = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var name in file.Other)
            types.Add(KeyOf(name), false);
        foreach (var name in file.Particulate)
            types.Add(KeyOf(name), true);
        return types;
    }
}

internal sealed record SensorTypesFile(string Source, IReadOnlyList<string> Particulate, IReadOnlyList<string> Other);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SensorTypesFile))]
[JsonSerializable(typeof(QuantitiesFile))]
internal sealed partial class ReadingsJson : JsonSerializerContext;
