using System.Text.Json.Serialization;

namespace AirQuality.Core.Index;

/// <summary>What an index is computed from; concentrations in µg/m³.</summary>
public enum Pollutant
{
    /// <summary>Particles up to 10 µm; the feed's <c>P1</c>.</summary>
    [JsonStringEnumMemberName("pm10")]
    Pm10,

    /// <summary>Particles up to 2.5 µm; the feed's <c>P2</c>.</summary>
    [JsonStringEnumMemberName("pm25")]
    Pm25,

    /// <summary>Ozone.</summary>
    [JsonStringEnumMemberName("o3")]
    O3,

    /// <summary>Nitrogen dioxide.</summary>
    [JsonStringEnumMemberName("no2")]
    No2,

    /// <summary>Sulphur dioxide.</summary>
    [JsonStringEnumMemberName("so2")]
    So2,
}
