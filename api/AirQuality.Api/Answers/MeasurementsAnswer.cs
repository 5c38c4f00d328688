using System.Text.Json;
using System.Text.Json.Serialization;

namespace AirQuality.Api.Answers;

/// <summary>Values by type, as one JSON object: <c>{"P1":36.2,"P2":11}</c>.</summary>
/// <param name="ValueTypes">The types.</param>
/// <param name="Values">A value for each, NaN where there is none.</param>
[JsonConverter(typeof(MeasurementsConverter))]
internal sealed record MeasurementsAnswer(IReadOnlyList<string> ValueTypes, double[] Values);

/// <summary>Writes the values that there are, with no dictionary between.</summary>
internal sealed class MeasurementsConverter : JsonConverter<MeasurementsAnswer>
{
    /// <inheritdoc />
    public override MeasurementsAnswer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Measurements are only ever written.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, MeasurementsAnswer value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        for (var i = 0; i < value.Values.Length; i++)
            if (!double.IsNaN(value.Values[i]))
                writer.WriteNumber(value.ValueTypes[i], value.Values[i]);
        writer.WriteEndObject();
    }
}
