using System.Text.Json;
using System.Text.Json.Serialization;

namespace AirQuality.Api.Answers;

/// <summary>A reading's values, as an object in the table's order of columns: <c>{"P1":36.2,"P2":11}</c>. Written from the arrays that rows are kept in.</summary>
/// <param name="ValueTypes">The value types.</param>
/// <param name="Values">A value for each, NaN where there is none.</param>
[JsonConverter(typeof(Converter))]
internal readonly record struct MeasurementsAnswer(IReadOnlyList<string> ValueTypes, double[] Values)
{
    internal sealed class Converter : JsonConverter<MeasurementsAnswer>
    {
        public override void Write(Utf8JsonWriter writer, MeasurementsAnswer value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            for (var i = 0; i < value.Values.Length; i++)
                if (!double.IsNaN(value.Values[i]))
                    writer.WriteNumber(value.ValueTypes[i], value.Values[i]);
            writer.WriteEndObject();
        }

        public override MeasurementsAnswer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are only written.");
    }
}
