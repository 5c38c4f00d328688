using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AirQuality.Core.Feed;

namespace AirQuality.Core.Split;

/// <summary>
/// Writes each usable entry as one line: <c>{"no","sensor_id","time_ms","sensor_type","particulars","values":[{"id","type","text"}]}</c>,
/// <c>no</c> being its position in the feed and <c>particulars</c> an <see cref="EntryParticulars"/> as JSON in a text, because no engine
/// looks inside.
/// </summary>
internal sealed class EntryLines : IEntrySink, IDisposable
{
    private const int FlushBytes = 256 * 1_024;

    // Only what JSON itself needs is escaped: the text goes to a JSON reader and no further.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Stream _lines;
    private readonly MalformedEntries _malformed;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushBytes * 2);
    private readonly ArrayBufferWriter<byte> _particulars = new(1_024);
    private readonly Utf8JsonWriter _json;
    private readonly Utf8JsonWriter _particularsJson;

    public EntryLines(Stream lines, Action<MalformedEntry>? onMalformed)
    {
        _lines = lines;
        _malformed = new MalformedEntries(onMalformed);
        _json = new Utf8JsonWriter(_buffer, Relaxed);
        _particularsJson = new Utf8JsonWriter(_particulars, Relaxed);
    }

    /// <inheritdoc/>
    public long Entries { get; private set; }

    public ReasonCounts Malformed => _malformed.Counts;

    /// <inheritdoc/>
    public void Accept(EntryFields fields, ReadOnlySpan<byte> entry, long offset)
    {
        var no = Entries++;
        if (fields.Problem is not null)
        {
            _malformed.Add(fields, entry, offset, no);
            return;
        }

        Write(fields, entry, no);
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushBytes)
            Flush();
    }

    public void Flush()
    {
        _lines.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _particularsJson.Dispose();
    }

    private void Write(EntryFields fields, ReadOnlySpan<byte> entry, long no)
    {
        _particulars.ResetWrittenCount();
        _particularsJson.Reset();
        JsonSerializer.Serialize(_particularsJson, EntryParticulars.Of(fields), SplitJson.Default.EntryParticulars);

        _json.Reset();
        _json.WriteStartObject();
        _json.WriteNumber("no"u8, no);
        _json.WriteNumber("sensor_id"u8, fields.SensorId!.Value);
        _json.WriteNumber("time_ms"u8, fields.TimeMs);
        _json.WriteString("sensor_type"u8, fields.SensorType?.Name);
        _json.WriteString("particulars"u8, _particulars.WrittenSpan);
        _json.WriteStartArray("values"u8);
        foreach (var value in fields.Values)
        {
            _json.WriteStartObject();
            _json.WriteNumber("id"u8, value.Id ?? 0);
            _json.WriteString("type"u8, value.Quantity?.Name);
            _json.WriteString("text"u8, value.TextIn(entry));
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
    }
}
