using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AirQuality.Api.Countries;
using AirQuality.Api.Locations;
using AirQuality.Api.Measures;
using AirQuality.Api.Stats;

namespace AirQuality.Api.Answers;

/// <summary>How the read side's answers become JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(LocationAnswer))]
[JsonSerializable(typeof(Page<CountryAnswer>))]
[JsonSerializable(typeof(Page<LocationAnswer>))]
[JsonSerializable(typeof(Page<MeasureAnswer>))]
[JsonSerializable(typeof(Page<ReadingAnswer>))]
[JsonSerializable(typeof(ReadingAnswer))]
[JsonSerializable(typeof(SeriesAnswer))]
[JsonSerializable(typeof(StatsAnswer))]
[JsonSerializable(typeof(SummaryAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Leaves µ, quotes and letters of other languages as they are: the media type keeps a browser from taking them for markup.</summary>
    public static ApiJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
    });
}
