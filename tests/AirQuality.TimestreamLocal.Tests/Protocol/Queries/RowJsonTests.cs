using System.Buffers;
using System.Text;
using System.Text.Json;
using AirQuality.TimestreamLocal.Protocol;
using AirQuality.TimestreamLocal.Protocol.Queries;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;
using FsCheck.Xunit;

namespace AirQuality.TimestreamLocal.Tests.Protocol.Queries;

/// <summary>Rows written by hand are those that the platform's own JSON writer gives.</summary>
public sealed class RowJsonTests
{
    [Theory]
    [InlineData("")]
    [InlineData("plain ~ !")]
    [InlineData("a\"b\\c/d<e>&'`+")]
    [InlineData("tab\tline\nnull\0del\u007f")]
    [InlineData("Zürich 東京 😀 \u2028")]
    [InlineData("\ud800 alone")]
    public void Text_Any_IsTheJsonWritersText(string text) => Check(new TextVector(SqlType.Varchar, [text], 1), text);

    [Property(MaxTest = 300)]
    public void Text_Generated_IsTheJsonWritersText(string? text) => Check(new TextVector(SqlType.Varchar, [text ?? ""], 1), text ?? "");

    [Property(MaxTest = 300)]
    public void Integer_Generated_IsItsDigits(long value)
    {
        Check(new Int64Vector(SqlType.BigInt, [value], 1), FormattableString.Invariant($"{value}"));
        Check(new Int64Vector(SqlType.Integer, [(int)value], 1), FormattableString.Invariant($"{(int)value}"));
    }

    [Fact]
    public void Row_ShorterThanTheOneBefore_LeavesNothingOfIt()
    {
        var row = new RowJson();
        row.Write([new TextVector(SqlType.Varchar, [new string('x', 5_000)], 1)], 0);
        row.Write([new TextVector(SqlType.Varchar, ["y"], 1), new Int64Vector(SqlType.Date, [0], 1)], 0);

        Assert.Equal("""{"Data":[{"ScalarValue":"y"},{"ScalarValue":"1970-01-01"}]}""", Encoding.UTF8.GetString(row.Written));
    }

    private static void Check(Vector column, string text)
    {
        var expected = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(expected, JsonAnswer.Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("Data");
            json.WriteStartObject();
            json.WriteString("ScalarValue", text);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        var row = new RowJson();
        row.Write([column], 0);

        Assert.Equal(Encoding.UTF8.GetString(expected.WrittenSpan), Encoding.UTF8.GetString(row.Written));
    }
}
