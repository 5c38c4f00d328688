using System.Text.Json.Serialization;

namespace AirQuality.Core.Split;

/// <summary>Source-generated JSON between the steps of a split snapshot.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(EntryParticulars))]
[JsonSerializable(typeof(SplitValue[]))]
internal sealed partial class SplitJson : JsonSerializerContext;
