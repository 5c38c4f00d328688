using System.Text.Json;
using System.Text.Json.Serialization;
using AirQuality.Api.Steps.Requests;

namespace AirQuality.Api.Steps;

/// <summary>The JSON of the steps side.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Step))]
[JsonSerializable(typeof(StepList))]
[JsonSerializable(typeof(StepRequest))]
internal sealed partial class StepJson : JsonSerializerContext
{
    /// <summary>One line, whatever is inside.</summary>
    public static string Line(Step step) => JsonSerializer.Serialize(step, Default.Step);
}
