using System.Net;

namespace AirQuality.TimestreamLocal.Tests.Protocol.Queries;

public sealed class PrepareQueryTests
{
    [Fact]
    public async Task PrepareQuery_WithParameters_DescribesColumnsAndParameters()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(server.Multi("p1:DOUBLE:12.5", "n:BIGINT:1"));
        const string sql = "SELECT sensor, avg(p1) AS mean, count(*) FROM d.t WHERE sensor = @sensor AND time > ago(@span) AND n IN (@n) GROUP BY sensor";

        var answer = await server.OkAsync("PrepareQuery", $$"""{"QueryString":"{{sql}}","ValidateOnly":true}""");

        Assert.Equal(["QueryString", "Columns", "Parameters"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(sql, answer["QueryString"].GetString());
        Assert.Equal(
            """
            [{"Name":"sensor","Type":{"ScalarType":"VARCHAR"},"DatabaseName":"d","TableName":"t","Aliased":false},
            {"Name":"mean","Type":{"ScalarType":"DOUBLE"},"Aliased":true},{"Name":"_col2","Type":{"ScalarType":"BIGINT"},"Aliased":false}]
            """.ReplaceLineEndings(""),
            answer["Columns"].GetRawText());
        Assert.Equal(
            """
            [{"Name":"sensor","Type":{"ScalarType":"VARCHAR"}},{"Name":"span","Type":{"ScalarType":"INTERVAL_DAY_TO_SECOND"}},
            {"Name":"n","Type":{"ScalarType":"BIGINT"}}]
            """.ReplaceLineEndings(""),
            answer["Parameters"].GetRawText());
    }

    [Fact]
    public async Task PrepareQuery_NestedTypes_AreWrittenAsInColumnInfo()
    {
        await using var server = await TestServer.StartAsync();
        const string sql = "SELECT ARRAY[1] AS a, ROW(true, 'x') AS r, CREATE_TIME_SERIES(now(), 1.5) AS s, @x AS x, contains(@list, 2)";

        var prepared = await server.OkAsync("PrepareQuery", $$"""{"QueryString":"{{sql}}","ValidateOnly":true}""");
        var run = await server.OkAsync("Query", $$"""{"QueryString":"{{sql.Replace("@x", "NULL").Replace("@list", "ARRAY[1]")}}"}""");

        Assert.Equal(
            run["ColumnInfo"].EnumerateArray().Select(column => column.GetProperty("Type").GetRawText()),
            prepared["Columns"].EnumerateArray().Select(column => column.GetProperty("Type").GetRawText()));
        Assert.Equal(
            """[{"Name":"x","Type":{"ScalarType":"UNKNOWN"}},{"Name":"list","Type":{"ArrayColumnInfo":{"Type":{"ScalarType":"INTEGER"}}}}]""",
            prepared["Parameters"].GetRawText());
    }

    [Theory]
    [InlineData("""{"ValidateOnly":true}""", "'queryString' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"QueryString":"","ValidateOnly":true}""", "Member must have length greater than or equal to 1")]
    [InlineData("""{"QueryString":"SELECT 1"}""", "ValidateOnly")]
    [InlineData("""{"QueryString":"SELECT 1","ValidateOnly":false}""", "ValidateOnly")]
    [InlineData("""{"QueryString":"SELECT nosuch FROM d.t WHERE time > @from","ValidateOnly":true}""", "line 1:8: Column 'nosuch' does not exist")]
    [InlineData("""{"QueryString":"SELECT 1 FROM none.t","ValidateOnly":true}""", "Requested database 'none' not found")]
    [InlineData("""{"QueryString":"UNLOAD (SELECT 1) TO 's3://bucket'","ValidateOnly":true}""", "line 1:1: UNLOAD is not supported")]
    [InlineData("""{"QueryString":"CREATE TABLE d.u (a bigint)","ValidateOnly":true}""", "line 1:1: CREATE is not supported")]
    [InlineData("""{"QueryString":"INSERT INTO d.t VALUES (@x)","ValidateOnly":true}""", "line 1:1: INSERT is not supported")]
    public async Task PrepareQuery_OfWhatCannotBePrepared_ValidationException(string request, string message)
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.CallAsync("PrepareQuery", request);

        Assert.Equal((HttpStatusCode.BadRequest, "ValidationException"), (answer.Status, answer.Error));
        Assert.Contains(message, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_WithAParameter_ValidationExceptionAtItsPlace()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync("Query", """{"QueryString":"SELECT @x + 1"}""");

        Assert.Equal("ValidationException", answer.Error);
        Assert.StartsWith("line 1:8: Parameter '@x' has no value", answer.Message, StringComparison.Ordinal);
    }
}
