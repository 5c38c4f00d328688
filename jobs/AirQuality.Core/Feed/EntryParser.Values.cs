using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using AirQuality.Core.Index;
using AirQuality.Core.Readings;

namespace AirQuality.Core.Feed;

/// <summary>
/// The single values. A string that is read must be valid text: invalid UTF-8 or a broken escape costs the entry (<c>bad_text</c>).
/// Strings that nobody reads are not checked.
/// </summary>
internal sealed partial class EntryParser
{
    private const int MaxNameBytes = 128;
    private const int PreviewBytes = 48;

    private readonly Utf8Interner<string> _names = new(name => name);
    private readonly Utf8Interner<string> _countries = new(name => name.ToUpperInvariant());
    private readonly Utf8Interner<SensorType> _sensorTypes = new(SensorTypes.Find);
    private readonly Utf8Interner<Quantity> _quantities = new(Quantities.Find);

    private EntryValue _value;

    private bool TryReadTimestamp(ref Utf8JsonReader reader)
    {
        if (!TryReadScalar(ref reader, out var text))
            return false;
        if (!FeedTime.TryParse(text, out Fields.TimeMs))
            Fields.Fail("bad_timestamp", $"The timestamp is '{Preview(text)}', not YYYY-MM-DD HH:MM:SS.");
        else if (Fields.TimeMs is < 0 or > FeedTime.LastMs)
            Fields.Fail("time_out_of_range", $"The timestamp {Preview(text)} is not between 1970-01-01 and 2262-04-11.");
        return true;
    }

    private bool TryReadInteger(ref Utf8JsonReader reader, out long? number)
    {
        number = null;
        if (!TryReadScalar(ref reader, out var text))
            return false;
        if (Utf8Parser.TryParse(text, out long parsed, out var used) && used == text.Length)
            number = parsed;
        return true;
    }

    // NaN stands for "there is something, but no number", which is to be counted; null for nothing.
    private bool TryReadNumber(ref Utf8JsonReader reader, out double? number)
    {
        number = null;
        if (!TryReadScalar(ref reader, out var text))
            return false;
        number = DecimalText.TryParse(text, out var parsed) switch
        {
            DecimalStatus.Number => parsed.ToDouble(),
            DecimalStatus.Empty => null,
            _ => double.NaN,
        };
        return true;
    }

    private bool TryReadFlag(ref Utf8JsonReader reader, out bool? flag)
    {
        flag = null;
        if (!TryReadScalar(ref reader, out var text))
            return false;
        if (text.SequenceEqual("1"u8) || text.SequenceEqual("true"u8))
            flag = true;
        else if (text.SequenceEqual("0"u8) || text.SequenceEqual("false"u8))
            flag = false;
        return true;
    }

    private bool TryReadName(ref Utf8JsonReader reader, out string? name) => TryReadShared(ref reader, _names, out name);

    private bool TryReadShared<T>(ref Utf8JsonReader reader, Utf8Interner<T> interner, out T? shared)
        where T : class
    {
        shared = null;
        if (!TryReadScalar(ref reader, out var text))
            return false;

        if (!text.IsEmpty && (text[0] <= ' ' || text[^1] <= ' '))
            text = text.Trim(" \t\r\n"u8);
        if (text.Length > MaxNameBytes)
            Fields.LongTexts++;
        else if (!text.IsEmpty && !interner.TryGet(text, out shared))
            Fields.Fail("bad_text", "A name in the entry is not valid UTF-8.");
        return true;
    }

    private bool TryReadCountry(ref Utf8JsonReader reader, out string? country) => TryReadShared(ref reader, _countries, out country);

    private bool TryReadValueText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped)
        {
            _value.Unescaped = Text(ref reader).ToArray();
            return true;
        }

        var start = reader.TokenStartIndex + (reader.TokenType == JsonTokenType.String ? 1 : 0);
        if (!TryReadScalar(ref reader, out var text))
            return false;
        _value.Start = (int)start;
        _value.Length = text.Length;
        return true;
    }

    /// <summary>The text of a string, number, true or false; empty for null, an object or an array.</summary>
    private bool TryReadScalar(ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = reader.TokenType is JsonTokenType.Null or JsonTokenType.StartObject or JsonTokenType.StartArray ? default : Text(ref reader);
        return TrySkip(ref reader);
    }

    private ReadOnlySpan<byte> Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;

        var unescaped = new byte[reader.ValueSpan.Length];
        try
        {
            return unescaped.AsSpan(0, reader.CopyString(unescaped));
        }
        catch (InvalidOperationException)
        {
            Fields.Fail("bad_text", $"The text '{Preview(reader.ValueSpan)}' has an escape that is no character.");
            return default;
        }
    }

    /// <summary>Passes over the value at hand; false when the bytes end before it does. Loops, because entries may nest without end.</summary>
    private bool TrySkip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return true;

        var depth = reader.CurrentDepth;
        do
        {
            if (reader.CurrentDepth >= _maxDepth && reader.TokenType is (JsonTokenType.StartObject or JsonTokenType.StartArray))
                Fields.Fail("too_deep", $"The entry nests deeper than {_maxDepth} levels.");
            if (!reader.Read())
                return false;
        }
        while (reader.CurrentDepth > depth || reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray));
        return true;
    }

    private static string Preview(ReadOnlySpan<byte> text) =>
        text.Length <= PreviewBytes ? Encoding.UTF8.GetString(text) : Encoding.UTF8.GetString(text[..PreviewBytes]) + "…";
}
