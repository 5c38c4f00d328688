using System.Buffers;
using System.Text.Json;

namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>The JSON of an error. Every client finds the error's name in <c>__type</c>; some know no other place for it.</summary>
internal static class ErrorAnswer
{
    /// <summary>Writes an error.</summary>
    public static ReadOnlyMemory<byte> Write(ServiceException exception)
    {
        var answer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(answer);
        json.WriteStartObject();
        json.WriteString("__type"u8, $"{exception.Error.Namespace}#{exception.Error.Name}");
        json.WriteString("Message"u8, exception.Message);
        if (exception is RejectedRecordsException rejection)
            WriteRejected(json, rejection);
        json.WriteEndObject();
        json.Flush();
        return answer.WrittenMemory;
    }

    private static void WriteRejected(Utf8JsonWriter json, RejectedRecordsException rejection)
    {
        json.WriteStartArray("RejectedRecords"u8);
        foreach (var record in rejection.Rejected)
        {
            json.WriteStartObject();
            json.WriteNumber("RecordIndex"u8, record.Index);
            json.WriteString("Reason"u8, record.Reason);
            if (record.ExistingVersion is { } version)
                json.WriteNumber("ExistingVersion"u8, version);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
