using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Protocol.Queries;

/// <summary>
/// Writes rows of a result as the Query API has them, straight from the vectors: a page has ten thousands of values, and a string or a call of
/// a JSON writer for each would be most of a query's time. Arrays, rows and series are left to <see cref="Datum"/>.
/// </summary>
internal sealed class RowJson
{
    private const int LongestNumber = 64;
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(letter => letter is not ('"' or '\\'))]);

    private byte[] _bytes = new byte[1024];
    private int _length;

    /// <summary>The row written last.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Writes a row in place of the one before.</summary>
    /// <exception cref="ServiceException">QueryExecutionException: the row is larger than a page.</exception>
    public void Write(Vector[] columns, int row)
    {
        _length = 0;
        Append("{\"Data\":["u8);
        for (int column = 0; column < columns.Length; column++)
        {
            if (column > 0)
                Append(","u8);
            WriteValue(columns[column], row);
            if (_length > QueryCursor.LargestPage)
                throw QueryCursor.RowTooLarge();
        }

        Append("]}"u8);
    }

    private void WriteValue(Vector column, int row)
    {
        if (column.IsNull(row))
            Append("{\"NullValue\":true}"u8);
        else if (column is ObjectVector)
            WriteNested(column.Type, column[row]);
        else
            WriteScalar(column, row);
    }

    private void WriteScalar(Vector column, int row)
    {
        Append("{\"ScalarValue\":\""u8);
        switch (column)
        {
            case TextVector texts:
                WriteText(texts.Values[row]);
                break;
            case DoubleVector doubles:
                _length += ResultText.Write(doubles.Values[row], Room(LongestNumber));
                break;
            case Int64Vector integers:
                WriteInteger((ScalarType)column.Type, integers.Values[row]);
                break;
            default:
                WriteText(ResultText.Format(column.Type, column[row]!));
                break;
        }

        Append("\"}"u8);
    }

    private void WriteInteger(ScalarType type, long value)
    {
        switch (type.Kind)
        {
            case ScalarKind.Timestamp:
                _length += ResultText.WriteTimestamp(value, Room(LongestNumber));
                break;
            case ScalarKind.BigInt or ScalarKind.Integer:
                Utf8Formatter.TryFormat(value, Room(LongestNumber), out int written);
                _length += written;
                break;
            default:
                WriteText(ResultText.Format(type, value));
                break;
        }
    }

    private void WriteText(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(Plain))
        {
            Append(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
            return;
        }

        _length += Encoding.ASCII.GetBytes(text, Room(text.Length));
    }

    private void WriteNested(SqlType type, object? value)
    {
        var nested = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(nested, JsonAnswer.Options))
            Datum.Write(json, type, value);
        Append(nested.WrittenSpan);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - _length < count)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        return _bytes.AsSpan(_length);
    }
}
