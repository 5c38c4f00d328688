using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Writes;

/// <summary>Limits and names: a record that breaks one is rejected alone (Timestream developer guide, Quotas).</summary>
public sealed class LimitTests
{
    private static string Dimensions(IEnumerable<string> names, string value = "v") =>
        string.Join(',', names.Select(name => $$"""{"Name":"{{name}}","Value":"{{value}}"}"""));

    private static string Scalar(TestServer server, string dimensions, string name = "m") =>
        $$"""{"Dimensions":[{{dimensions}}],"MeasureName":"{{name}}","MeasureValue":"1","Time":"{{server.Ms()}}"}""";

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task Dimensions_PerRecord_128(int count, bool taken)
    {
        await using var server = await TestServer.StartWithTableAsync();
        string own = Dimensions(Enumerable.Range(0, 100).Select(i => $"own{i}"));
        string common = Dimensions(Enumerable.Range(100, count - 100).Select(i => $"common{i}"));

        var answer = await server.WriteAsync(Scalar(server, own), $$"""{"Dimensions":[{{common}}]}""");

        Assert.Equal(taken ? null : "RejectedRecordsException", answer.Error);
    }

    [Fact]
    public async Task Dimensions_PerTable_128()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(Scalar(server, Dimensions(Enumerable.Range(0, 128).Select(i => $"d{i}"))));

        var answer = await server.WriteAsync(Scalar(server, Dimensions(["onemore"])));

        Assert.Contains("'onemore' would be one more", answer.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    [InlineData(50_000, false)]
    public async Task Measures_PerRecord_256(int count, bool taken)
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.WriteAsync(server.Multi([.. Enumerable.Range(0, count).Select(i => $"m{i}:BIGINT:1")]));

        Assert.Equal(taken ? null : "RejectedRecordsException", answer.Error);
    }

    [Fact]
    public async Task Measures_PerTable_1024()
    {
        await using var server = await TestServer.StartWithTableAsync();
        for (int part = 0; part < 4; part++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Null((await server.WriteAsync(server.Multi([.. Enumerable.Range(part * 256, 256).Select(i => $"m{i}:BOOLEAN:true")]))).Error);
        }

        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("would be one more", (await server.WriteAsync(server.Multi("onemore:BOOLEAN:true"))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_OfARecord_2048Bytes()
    {
        await using var server = await TestServer.StartWithTableAsync();

        var exact = await server.WriteAsync(server.Multi($"a:VARCHAR:{new string('x', 2040)}", "b:DOUBLE:1"));
        server.Time.Advance(TimeSpan.FromSeconds(1));
        var over = await server.WriteAsync(server.Multi($"a:VARCHAR:{new string('x', 2041)}", "b:DOUBLE:1"));

        Assert.Null(exact.Error);
        Assert.Equal("RejectedRecordsException", over.Error);
    }

    [Fact]
    public async Task Value_LongerThan2048Characters_BreaksTheModel()
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.WriteAsync(server.Record(new string('x', 2049), extra: ",\"MeasureValueType\":\"VARCHAR\""));

        Assert.Contains("'records.1.member.measureValue' failed to satisfy constraint: Member must have length less than or equal to 2048", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DimensionPairs_OfASeries_2048Bytes()
    {
        await using var server = await TestServer.StartWithTableAsync();

        Assert.Null((await server.WriteAsync(Scalar(server, Dimensions(["d"], new string('x', 2047))))).Error);
        Assert.Equal("RejectedRecordsException", (await server.WriteAsync(Scalar(server, Dimensions(["d"], new string('x', 2048))))).Error);
    }

    [Theory]
    [InlineData(60, 256, true)]
    [InlineData(61, 1, false)]
    [InlineData(1, 257, false)]
    public async Task Names_TooLong_Rejected(int dimensionLength, int measureLength, bool taken)
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.WriteAsync(Scalar(server, Dimensions([new string('d', dimensionLength)]), new string('m', measureLength)));

        Assert.Equal(taken ? null : "RejectedRecordsException", answer.Error);
    }

    [Theory]
    [InlineData("time")]
    [InlineData("measure_value")]
    [InlineData("measure_value::double")]
    [InlineData("measure_name")]
    [InlineData("measure_name_x")]
    [InlineData("ts_non_existent_col")]
    public async Task Names_Reserved_Rejected(string name)
    {
        await using var server = await TestServer.StartWithTableAsync();

        Assert.Equal($"The name '{name}' is reserved.", (await server.WriteAsync(Scalar(server, Dimensions([name])))).Reason);
        if (!name.Contains(':', StringComparison.Ordinal))
            Assert.Equal($"The name '{name}' is reserved.", (await server.WriteAsync(server.Multi($"{name}:DOUBLE:1"))).Reason);
    }

    [Fact]
    public async Task Names_DimensionAndMeasureAlike_Rejected()
    {
        await using var server = await TestServer.StartWithTableAsync();

        var inOneRecord = await server.WriteAsync(server.Multi("sensor:DOUBLE:1"));
        Assert.Null((await server.WriteAsync(server.Multi("p1:DOUBLE:1"))).Error);
        var acrossRecords = await server.WriteAsync(Scalar(server, Dimensions(["p1"])));

        Assert.Contains("'sensor' is both a dimension and a measure", inOneRecord.Reason, StringComparison.Ordinal);
        Assert.Contains("'p1' is a measure of the table", acrossRecords.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measure_OfAnotherType_Rejected()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(server.Multi("p1:DOUBLE:1"));
        server.Time.Advance(TimeSpan.FromSeconds(1));

        var answer = await server.WriteAsync(server.Multi("p1:BIGINT:1"));

        Assert.Equal("The measure 'p1' has the type double in the table and cannot be written as bigint.", answer.Reason);
    }

    [Fact]
    public async Task PartitionKey_RequiredDimensionMissing_Rejected()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.OkAsync(
            "CreateTable",
            """{"DatabaseName":"d","TableName":"keyed","Schema":{"CompositePartitionKey":[{"Type":"DIMENSION","Name":"station","EnforcementInRecord":"REQUIRED"}]}}""");

        async Task<Answer> Write(string dimension) => await server.CallAsync(
            "WriteRecords", $$"""{"DatabaseName":"d","TableName":"keyed","Records":[{{Scalar(server, Dimensions([dimension]))}}]}""");

        Assert.Null((await Write("station")).Error);
        Assert.Contains("partition key", (await Write("sensor")).Reason, StringComparison.Ordinal);
    }
}
