using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Sql;

/// <summary>The traps of <see cref="TrapTests"/> where they would spring: with the rows in SQLite, asked over HTTP.</summary>
public sealed class StoredTrapTests
{
    /// <summary>The trap's number, a question, and its rows or error.</summary>
    public static TheoryData<int, string, string> Questions => new()
    {
        { 1, "SELECT count(*) FROM $t WHERE \"air\" = sensor", "error: Column 'air' does not exist" },
        { 2, "SELECT typeof(CAST(n AS boolean)), CAST(n AS boolean), CAST('2020-01-01' AS timestamp) FROM $t WHERE sensor = 'Abc'", "boolean,true,2020-01-01 00:00:00.000000000" },
        { 3, "SELECT time + 90s FROM $t WHERE sensor = 'Abc'", "2026-11-24 08:01:30.000000000" },
        { 4, "SELECT count_if(time <= '2026-11-24'), count_if(time >= '2026-11-24'), count_if(time = '2026-11-24 08:00') FROM $t", "0,2,2" },
        { 4, "SELECT count(*) FROM $t WHERE time = '2026-11-24 08:00:00.000'", "2" },
        { 5, "SELECT \"p-5m\" FROM $t WHERE sensor = 'Abc'", "1.5" },
        { 6, "SELECT sensor FROM $t WHERE sensor LIKE 'a%'", "abc" },
        { 6, "SELECT sensor FROM $t WHERE sensor = 'ABC'", "" },
        { 7, "SELECT \"p-5m\" FROM $t ORDER BY 1", "1.5;NULL" },
        { 7, "SELECT \"p-5m\" FROM $t ORDER BY 1 DESC", "1.5;NULL" },
        { 8, "SELECT typeof(n), sensor AS n FROM $t ORDER BY n", "bigint,Abc;bigint,abc" },
        { 9, "SELECT humidity FROM $t", "error: Column 'humidity' does not exist" },
        { 10, "SELECT n / 2, n % 2 FROM $t WHERE sensor = 'Abc'", "3,1" },
        { 10, "SELECT sum(n), count(n) FROM $t WHERE sensor = 'none'", "NULL,0" },
        { 10, "SELECT n * 9223372036854775807 FROM $t", "error: bigint multiplication overflow" },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Trap_OverHttp_AnsweredByTheFamilysRules(int trap, string sql, string expected)
    {
        Assert.InRange(trap, 1, 10);
        await using var server = await TestServer.StartAsync();
        await server.OkAsync("CreateDatabase", """{"DatabaseName":"d-1h"}""");
        await server.OkAsync("CreateTable", """{"DatabaseName":"d-1h","TableName":"x-41830d"}""");
        await server.OkAsync("WriteRecords", $$"""
            {"DatabaseName":"d-1h","TableName":"x-41830d","CommonAttributes":{"Time":"{{server.Ms()}}","MeasureName":"air","MeasureValueType":"MULTI"},"Records":[
              {"Dimensions":[{"Name":"sensor","Value":"Abc"}],"MeasureValues":[{"Name":"n","Value":"7","Type":"BIGINT"},{"Name":"p-5m","Value":"1.5","Type":"DOUBLE"}]},
              {"Dimensions":[{"Name":"sensor","Value":"abc"}],"MeasureValues":[{"Name":"n","Value":"5","Type":"BIGINT"}]}]}
            """);

        var answer = await QueryCalls.PageAsync(server, sql.Replace("$t", "\"d-1h\".\"x-41830d\"", StringComparison.Ordinal));

        if (expected.Split("error: ") is ["", var error])
            Assert.Contains(error, answer.Message, StringComparison.Ordinal);
        else
            Assert.Equal(expected, string.Join(';', QueryCalls.Rows(answer).Select(row => string.Join(',', row.Select(value => value ?? "NULL")))));
    }
}
