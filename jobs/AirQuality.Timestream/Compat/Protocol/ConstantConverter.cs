using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace AirQuality.Timestream.Compat.Protocol;

/// <summary>The SDK's constants travel as their text; a value added by the service later is kept as it came.</summary>
internal abstract class ConstantConverter<T>(Func<string, T> parse) : JsonConverter<T>
    where T : ConstantClass
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text ? parse(text) : null;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
