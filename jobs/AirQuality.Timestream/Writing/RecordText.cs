using System.Text.Json;
using AirQuality.Core.Records;

namespace AirQuality.Timestream.Writing;

/// <summary>A record as one JSON object, as the spool has it, for handing it from process to process.</summary>
public static class RecordText
{
    /// <summary>Writes a record.</summary>
    public static string Write(AirRecord record) => JsonSerializer.Serialize(record, RecordJson.Default.AirRecord);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is no record.</exception>
    public static AirRecord Read(string json) =>
        JsonSerializer.Deserialize(json, RecordJson.Default.AirRecord) ?? throw new JsonException("The text 'null' is no record.");
}
