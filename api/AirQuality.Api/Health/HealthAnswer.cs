using System.ComponentModel;
using System.Text.Json.Serialization;

namespace AirQuality.Api.Health;

/// <summary>Whether the server is well, in one respect.</summary>
/// <param name="Status">Healthy or unhealthy.</param>
/// <param name="Reason">What was found.</param>
/// <param name="AgeSeconds">The newest reading's age, where it was looked at.</param>
internal sealed record HealthAnswer(
    [property: Description("healthy, with status 200, or unhealthy, with status 503.")] string Status,
    [property: Description("What was found, in words.")] string Reason,
    [property: Description("The age of the newest reading in seconds, where there is one and the question is about it.")] long? AgeSeconds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class HealthJson : JsonSerializerContext;
