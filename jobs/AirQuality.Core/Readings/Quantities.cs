using System.Text.Json;
using AirQuality.Core.Index;
using AirQuality.Core.Records;

namespace AirQuality.Core.Readings;

/// <summary>A value type of the feed and what its values can plausibly be.</summary>
internal sealed record Quantity
{
    /// <summary>The feed's name for it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in the field's words; null where there are none.</summary>
    public string? Measures { get; init; }

    public string? Unit { get; init; }

    /// <summary>The pollutant it measures, where an index can be made of it.</summary>
    public Pollutant? Pollutant { get; init; }

    /// <summary>Whether it means what it says only from a sensor type that measures particulates.</summary>
    public bool Particulate { get; init; }

    /// <summary>Whether it tells of the firmware rather than of the air.</summary>
    public bool Diagnostic { get; init; }

    /// <summary>The lowest plausible value.</summary>
    public double? Min { get; init; }

    /// <summary>The highest plausible value.</summary>
    public double? Max { get; init; }

    /// <summary>All plausible values are smaller; sensors saturate at the limit itself.</summary>
    public double? Below { get; init; }

    /// <summary>Whether its name can be a column of the table.</summary>
    public bool CanBeStored { get; init; }
}

/// <summary>The value types as data: <c>value-types.json</c>. A type that is not there passes, with no limits.</summary>
internal static class Quantities
{
    private static readonly Dictionary<string, Quantity> ByName = Load();

    public static Quantity Find(string name) =>
        ByName.TryGetValue(name, out var type) ? type : new Quantity { Name = name, CanBeStored = ColumnNames.CanBeMeasure(name) };

    private static Dictionary<string, Quantity> Load()
    {
        using var stream = EmbeddedData.Open("Readings.value-types");
        var file = JsonSerializer.Deserialize(stream, ReadingsJson.Default.QuantitiesFile)
            ?? throw new InvalidDataException("The list of value types is empty.");
        return file.Values.ToDictionary(
            type => type.Name,
            type => type with { CanBeStored = ColumnNames.CanBeMeasure(type.Name) },
            StringComparer.Ordinal);
    }
}

internal sealed record QuantitiesFile(string Source, IReadOnlyList<Quantity> Values);
