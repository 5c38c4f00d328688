using System.Text.Json;
using System.Text.Json.Serialization;

namespace AirQuality.TimestreamLocal.Faults;

/// <summary>The JSON of fault scripts, generated at build time.</summary>
[JsonSerializable(typeof(FaultScript))]
[JsonSerializable(typeof(FaultReport))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(FaultKindConverter)])]
internal sealed partial class FaultJson : JsonSerializerContext;

/// <summary>Faults as <c>drop_answer</c>. An unknown one is answered with those that there are.</summary>
internal sealed class FaultKindConverter : JsonConverter<FaultKind>
{
    private static readonly Dictionary<string, FaultKind> ByName = Enum.GetValues<FaultKind>().ToDictionary(NameOf);

    /// <inheritdoc />
    public override FaultKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && ByName.TryGetValue(reader.GetString()!, out var kind)
            ? kind
            : throw new JsonException($"a fault is one of {string.Join(", ", ByName.Keys)}.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, FaultKind value, JsonSerializerOptions options) => writer.WriteStringValue(NameOf(value));

    private static string NameOf(FaultKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
