using System.Text.Json.Serialization;
using AirQuality.Api.Stats;

namespace AirQuality.Api.Answers;

/// <summary>How the read side's answers become JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.Strict, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StatsAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext;
