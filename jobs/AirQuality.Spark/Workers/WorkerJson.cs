using System.Text.Json.Serialization;
using AirQuality.Timestream;

namespace AirQuality.Spark.Workers;

/// <summary>Source-generated JSON between driver and workers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BucketOutcome))]
[JsonSerializable(typeof(ReasonCount[]))]
[JsonSerializable(typeof(TimestreamOptions))]
[JsonSerializable(typeof(UnitSettings))]
internal sealed partial class WorkerJson : JsonSerializerContext;
