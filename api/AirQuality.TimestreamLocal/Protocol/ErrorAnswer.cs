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
        using var json = new Utf8JsonWriter(answer, JsonAnswer.Options);
        json.WriteStartObject();
        json.WriteString("__type"u8, $"{exception.Error.Namespace}#{exception.Error.Name}");
        json.WriteString("Message"u8, exception.Message);
        exception.WriteMembers(json);
        json.WriteEndObject();
        json.Flush();
        return answer.WrittenMemory;
    }
}
