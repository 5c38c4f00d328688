using System.Buffers;
using System.Text.Json;
using AirQuality.TimestreamLocal.Protocol;
using AirQuality.TimestreamLocal.Protocol.Queries;
using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;

namespace AirQuality.TimestreamLocal.Tests.Protocol.Queries;

public sealed class QueryCursorTests
{
    private static readonly IReadOnlyList<ResultColumn> OneColumn = [new("n", SqlType.BigInt)];

    internal static IEnumerable<Batch> Numbers(int count, int perBatch = 100)
    {
        for (int start = 0; start < count; start += perBatch)
        {
            long[] values = [.. Enumerable.Range(start, Math.Min(perBatch, count - start)).Select(n => (long)n)];
            yield return new Batch([new Int64Vector(SqlType.BigInt, values, values.Length)], values.Length);
        }
    }

    private static (JsonElement Rows, bool More) Page(QueryCursor cursor, long maxRows = long.MaxValue)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        bool more = cursor.WritePage(json, maxRows);
        json.WriteEndObject();
        json.Flush();
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return (document.RootElement.GetProperty("Rows").Clone(), more);
    }

    private static IEnumerable<long> Values(JsonElement rows) => rows.EnumerateArray().Select(row =>
        long.Parse(row.GetProperty("Data")[0].GetProperty("ScalarValue").GetString()!, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(9, 10)]
    [InlineData(10, 10)]
    [InlineData(11, 10)]
    [InlineData(250, 10)]
    [InlineData(250, 1)]
    [InlineData(250, 1000)]
    public void Pages_OfMaxRows_HoldEveryRowOnceInOrder(int count, long maxRows)
    {
        using var cursor = new QueryCursor(OneColumn, Numbers(count));
        List<long> seen = [];
        bool more;
        do
        {
            (var rows, more) = Page(cursor, maxRows);
            Assert.InRange(rows.GetArrayLength(), more ? maxRows : 0, maxRows);
            seen.AddRange(Values(rows));
        }
        while (more);

        Assert.Equal(Enumerable.Range(0, count).Select(n => (long)n), seen);
    }

    [Fact]
    public void Page_OfLargeRows_StaysWithinItsSize()
    {
        string text = new('x', 100_000);
        Batch batch = new([new TextVector(SqlType.Varchar, [.. Enumerable.Repeat(text, 30)], 30)], 30);
        using var cursor = new QueryCursor([new("s", SqlType.Varchar)], [batch]);

        List<int> sizes = [];
        bool more;
        do
        {
            (var rows, more) = Page(cursor);
            Assert.InRange(rows.GetRawText().Length, 1, QueryCursor.LargestPage + 2);
            sizes.Add(rows.GetArrayLength());
        }
        while (more);

        Assert.Equal([10, 10, 10], sizes);
    }

    [Fact]
    public void Row_LargerThanAPage_QueryExecutionException()
    {
        Batch batch = new([new TextVector(SqlType.Varchar, [new string('x', QueryCursor.LargestPage)], 1)], 1);
        using var cursor = new QueryCursor([new("s", SqlType.Varchar)], [batch]);

        var exception = Assert.Throws<ServiceException>(() => Page(cursor));

        Assert.Equal("QueryExecutionException", exception.Error.Name);
        Assert.Equal("Query aborted as max page response size has been exceeded by the output result row", exception.Message);
    }

    [Fact]
    public void Row_OfNestedValuesThatShare_StoppedWhileItIsWritten()
    {
        object?[] value = ["x"];
        SqlType type = new ArrayType(SqlType.Varchar);
        for (int level = 0; level < 10; level++)
            (value, type) = (Enumerable.Repeat<object?>(value, 1000).ToArray(), new ArrayType(type));
        using var cursor = new QueryCursor([new("s", type)], [new Batch([new ObjectVector(type, [value], 1)], 1)]);

        for (int attempt = 0; attempt < 2; attempt++)
            Assert.Equal("QueryExecutionException", Assert.Throws<ServiceException>(() => Page(cursor)).Error.Name);
    }

    [Fact]
    public void Row_OfEveryShape_WrittenAsTheServiceDoes()
    {
        RowType row = new([new("a", SqlType.BigInt), new(null, SqlType.Boolean)]);
        Vector[] columns =
        [
            new TextVector(SqlType.Varchar, ["ü\"<"], 1),
            new DoubleVector(SqlType.Double, [35.0], 1),
            new BooleanVector(SqlType.Boolean, [true], 1),
            new Int64Vector(SqlType.Timestamp, [1_596_848_400_000_000_000], 1),
            new Int64Vector(SqlType.BigInt, [0], 1, [true]),
            new ObjectVector(new ArrayType(SqlType.BigInt), [new object?[] { 1L, null }], 1),
            new ObjectVector(row, [new object?[] { 7L, false }], 1),
            new ObjectVector(new TimeSeriesType(SqlType.Double), [new object?[] { new SeriesPoint(1_596_848_400_000_000_000, 0.5) }], 1),
        ];
        using var cursor = new QueryCursor([], [new Batch(columns, 1)]);

        Assert.Equal(
            """[{"Data":[{"ScalarValue":"ü\"<"},{"ScalarValue":"35.0"},{"ScalarValue":"true"},{"ScalarValue":"2020-08-08 01:00:00.000000000"},{"NullValue":true},{"ArrayValue":[{"ScalarValue":"1"},{"NullValue":true}]},{"RowValue":{"Data":[{"ScalarValue":"7"},{"ScalarValue":"false"}]}},{"TimeSeriesValue":[{"Time":"2020-08-08 01:00:00.000000000","Value":{"ScalarValue":"0.5"}}]}]}]""",
            Page(cursor).Rows.GetRawText());
    }
}
