using System.Text.Json.Serialization;
using AirQuality.Core.Records;

namespace AirQuality.Timestream.Writing;

/// <summary>
/// How records and dead letters stand in files: one JSON object a line. A line that lacks a member is damaged, not guessed at.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AirRecord))]
[JsonSerializable(typeof(DeadLetter))]
[JsonSerializable(typeof(SpoolHeader))]
internal sealed partial class RecordJson : JsonSerializerContext;
