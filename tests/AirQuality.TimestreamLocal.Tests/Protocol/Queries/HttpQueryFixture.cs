using System.Globalization;
using System.Text.Json;

namespace AirQuality.TimestreamLocal.Tests.Protocol.Queries;

/// <summary>
/// A server whose tables were written through the Write API and are asked through the Query API. Table <c>d.t</c> has two dimensions and two
/// measures that differ in case alone, scalar measures of every type, and records nanoseconds apart.
/// </summary>
public sealed class HttpQueryFixture : IAsyncLifetime
{
    private TestServer? _server;

    internal TestServer Server => _server!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartWithTableAsync();
        foreach (string table in (string[])["T", "r-1d", "empty"])
            await Server.OkAsync("CreateTable", $$"""{"DatabaseName":"d","TableName":"{{table}}"}""");
        await Server.OkAsync("CreateDatabase", """{"DatabaseName":"D"}""");
        await Server.OkAsync("CreateDatabase", """{"DatabaseName":"my-db.1"}""");

        await WriteAsync("t", Scalar("pm", "DOUBLE", "1.5"), Scalar("count", "BIGINT", "7"), Scalar("note", "VARCHAR", "dry"), Scalar("ok", "BOOLEAN", "true"));
        await WriteAsync("t", Multi(1, "P1:DOUBLE:10", "p1:DOUBLE:20"), Multi(2, "P1:DOUBLE:30", "seen:TIMESTAMP:1774339200123456789"));
        await WriteAsync("T", Scalar("upper", "DOUBLE", "2"));
        await WriteAsync("r-1d", Scalar("old", "DOUBLE", "3", TimeSpan.FromMinutes(-90)), Scalar("new", "DOUBLE", "4", TimeSpan.FromMinutes(-30)));
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>The rows of a query, one text each; nested values as JSON.</summary>
    internal async Task<List<string>> RowsAsync(string sql)
    {
        var answer = await Server.OkAsync("Query", RequestOf(sql));
        return [.. answer["Rows"].EnumerateArray().Select(row => string.Join(" | ", row.GetProperty("Data").EnumerateArray().Select(Text)))];
    }

    /// <summary>Names and types of a query's columns.</summary>
    internal async Task<string> ColumnsAsync(string sql) => string.Join(", ", (await Server.OkAsync("Query", RequestOf(sql)))["ColumnInfo"].EnumerateArray()
        .Select(column => $"{column.GetProperty("Name").GetString()} {column.GetProperty("Type").GetProperty("ScalarType").GetString()}"));

    internal async Task<Answer> FailAsync(string sql) => await Server.CallAsync("Query", RequestOf(sql));

    private static string RequestOf(string sql) => $$"""{"QueryString":{{JsonSerializer.Serialize(sql)}}}""";

    private static string Text(JsonElement datum) =>
        datum.TryGetProperty("ScalarValue", out var scalar) ? scalar.GetString()! : datum.TryGetProperty("NullValue", out _) ? "null" : datum.GetRawText();

    private Task<Answer> WriteAsync(string table, params string[] records) => Server.OkAsync(
        "WriteRecords", $$"""{"DatabaseName":"d","TableName":"{{table}}","Records":[{{string.Join(',', records)}}]}""");

    private string Scalar(string name, string type, string value, TimeSpan offset = default) => $$"""
        {"Dimensions":[{"Name":"Site","Value":"A"}],"MeasureName":"{{name}}","MeasureValueType":"{{type}}","MeasureValue":"{{value}}","Time":"{{Server.Ms(offset)}}"}
        """;

    private static string Multi(int plusNs, params string[] measures)
    {
        var values = measures.Select(measure => measure.Split(':')).Select(part => $$"""{"Name":"{{part[0]}}","Type":"{{part[1]}}","Value":"{{part[2]}}"}""");
        string time = string.Create(CultureInfo.InvariantCulture, $"{(TestServer.Start.ToUnixTimeMilliseconds() * 1_000_000) + plusNs}");
        return $$"""
            {"Dimensions":[{"Name":"site","Value":"b"}],"MeasureName":"air","MeasureValueType":"MULTI","Time":"{{time}}","TimeUnit":"NANOSECONDS",
             "MeasureValues":[{{string.Join(',', values)}}]}
            """;
    }
}
