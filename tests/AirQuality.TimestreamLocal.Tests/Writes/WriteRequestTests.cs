using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Writes;

/// <summary>What fails a whole request: nothing of it is stored.</summary>
public sealed class WriteRequestTests
{
    [Theory]
    [InlineData("\"MeasureValue\":\"1\",\"Time\":\"1\"", "measureName")]
    [InlineData("\"MeasureName\":\"m\",\"Time\":\"1\"", "measureValue")]
    [InlineData("\"MeasureName\":\"m\",\"MeasureValue\":\"1\"", "Invalid time for record.")]
    [InlineData("\"MeasureName\":\"m\",\"MeasureValue\":\"1\",\"Time\":\"1\",\"MeasureValueType\":\"TIMESTAMP\"", "TIMESTAMP is an invalid measure value type.")]
    [InlineData("\"MeasureName\":\"m\",\"Time\":\"1\",\"MeasureValueType\":\"MULTI\"", "measureValues")]
    [InlineData("\"MeasureName\":\"m\",\"Time\":\"1\",\"MeasureValueType\":\"MULTI\",\"MeasureValues\":[]", "measureValues")]
    [InlineData("\"MeasureName\":\"m\",\"Time\":\"1\",\"MeasureValues\":[{\"Name\":\"a\",\"Value\":\"1\",\"Type\":\"DOUBLE\"}]", "measureValues")]
    [InlineData("\"MeasureName\":\"m\",\"Time\":\"1\",\"MeasureValueType\":\"MULTI\",\"MeasureValues\":[{\"Name\":\"a\",\"Value\":\"1\",\"Type\":\"MULTI\"}]", "MULTI is an invalid measure value type.")]
    [InlineData("\"MeasureName\":\"m\",\"Time\":\"1\",\"MeasureValueType\":\"MULTI\",\"MeasureValues\":[{\"Name\":\"a\",\"Value\":\"1\",\"Type\":\"DOUBLE\"},{\"Name\":\"a\",\"Value\":\"2\",\"Type\":\"DOUBLE\"}]", "'a' is given twice")]
    [InlineData("\"MeasureName\":\"m\",\"MeasureValue\":\"1\",\"Time\":\"1\",\"Dimensions\":[{\"Name\":\"a\",\"Value\":\"1\"},{\"Name\":\"a\",\"Value\":\"1\"}]", "'a' is given twice")]
    [InlineData("\"MeasureName\":\"m\",\"MeasureValue\":\"1\",\"Time\":\"1\",\"Dimensions\":[{\"Name\":\"a\",\"Value\":\"\"}]", "'a' is empty; leave the dimension out")]
    public async Task Record_Malformed_ValidationExceptionForAll(string record, string expected)
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.WriteAsync(server.Record("1") + ",{" + record + "}");
        var afterwards = await server.WriteAsync(server.Record("2"));

        Assert.Equal("ValidationException", answer.Error);
        Assert.Contains(expected, answer.Message, StringComparison.Ordinal);
        Assert.Null(afterwards.Error);
    }

    [Theory]
    [InlineData("{\"Version\":0}", "'0' at 'records.2.member.version' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData("{\"TimeUnit\":\"DAYS\"}", "'DAYS' at 'records.2.member.timeUnit' failed to satisfy constraint: Member must satisfy enum value set: [MILLISECONDS, SECONDS, MICROSECONDS, NANOSECONDS]")]
    [InlineData("{\"MeasureValueType\":\"FLOAT\"}", "'FLOAT' at 'records.2.member.measureValueType' failed")]
    [InlineData("{\"Dimensions\":[{\"Name\":\"a\",\"Value\":\"1\",\"DimensionValueType\":\"X\"}]}", "'X' at 'records.2.member.dimensions.1.member.dimensionValueType' failed to satisfy constraint: Member must satisfy enum value set: [VARCHAR]")]
    [InlineData("{\"Dimensions\":[{\"Name\":\"a\"}]}", "null at 'records.2.member.dimensions.1.member.value' failed to satisfy constraint: Member must not be null")]
    [InlineData("{\"MeasureValue\":\"\"}", "'records.2.member.measureValue' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("{\"MeasureValues\":[{\"Name\":\"a\",\"Value\":\"1\"}]}", "'records.2.member.measureValues.1.member.type'")]
    public async Task Member_BreaksTheModel_ConstraintNamed(string record, string expected)
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.WriteAsync(server.Record("1") + "," + record);

        Assert.Equal("com.amazon.coral.validate#ValidationException", answer["__type"].GetString());
        Assert.StartsWith("1 validation error detected: Value ", answer.Message, StringComparison.Ordinal);
        Assert.Contains(expected, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_SeveralBreakTheModel_AllListed()
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.WriteAsync("""{"Version":0},{"TimeUnit":"DAYS"}""");

        Assert.StartsWith("2 validation errors detected: Value '0' at 'records.1.member.version'", answer.Message, StringComparison.Ordinal);
        Assert.Contains("; Value 'DAYS' at 'records.2.member.timeUnit'", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DOUBLE", "abc", "Invalid value abc for double measure value type.")]
    [InlineData("DOUBLE", "NaN", "Invalid value NaN for double measure value type.")]
    [InlineData("DOUBLE", "Infinity", "Invalid value Infinity for double measure value type.")]
    [InlineData("DOUBLE", "1e400", "Invalid value 1e400 for double measure value type.")]
    [InlineData("DOUBLE", "1,5", "Invalid value 1,5 for double measure value type.")]
    [InlineData("BIGINT", "None", "Invalid value None for bigint measure value type.")]
    [InlineData("BIGINT", "1.0", "Invalid value 1.0 for bigint measure value type.")]
    [InlineData("BIGINT", "9223372036854775808", "Invalid value 9223372036854775808 for bigint measure value type.")]
    [InlineData("BOOLEAN", "1", "Invalid value 1 for boolean measure value type.")]
    public async Task Value_NotOfItsType_ValidationException(string type, string value, string message)
    {
        await using var server = await TestServer.StartWithTableAsync();

        Assert.Equal(message, (await server.WriteAsync(server.Record(value, extra: $",\"MeasureValueType\":\"{type}\""))).Message);
        Assert.Equal(message, (await server.WriteAsync(server.Multi($"a:{type}:{value}"))).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task Records_NoneOrTooMany_ValidationException(int count)
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.WriteAsync(string.Join(',', Enumerable.Repeat(server.Record(), count)));

        Assert.Equal("ValidationException", answer.Error);
        Assert.Contains("at 'records' failed to satisfy constraint: Member must have length", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "t", "The database nowhere does not exist.")]
    [InlineData("d", "nowhere", "The table nowhere does not exist.")]
    public async Task Target_Missing_ResourceNotFoundException(string database, string table, string message)
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.CallAsync(
            "WriteRecords", $$"""{"DatabaseName":"{{database}}","TableName":"{{table}}","Records":[{{server.Record()}}]}""");

        Assert.Equal(("ResourceNotFoundException", message), (answer.Error, answer.Message));
    }

    [Fact]
    public async Task Request_NullsUnknownMembersAndEscapes_AreRead()
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.WriteAsync($$"""
            { "Extra" : {"a":[1,{}]}, "MeasureValues":null, "Version" : null,
              "Dimensions":[{"Value":"Z\u00fcrich \ud83d\ude00","Name":"city","DimensionValueType":null}],
              "\u004deasureName":"pm", "MeasureValue":"1", "Time":"{{server.Ms()}}" }
            """);
        var raw = await server.WriteAsync($$"""{"Dimensions":[{"Name":"city","Value":"Zürich 😀"}],"MeasureName":"pm","MeasureValue":"2","Time":"{{server.Ms()}}"}""");

        Assert.Null(answer.Error);
        Assert.StartsWith("A record already exists", raw.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommonAttributes_FillWhatARecordLacks()
    {
        await using var server = await TestServer.StartWithTableAsync();
        string common = $$"""{"Dimensions":[{"Name":"sensor","Value":"1"}],"MeasureName":"pm","MeasureValue":"1.5","MeasureValueType":"DOUBLE","Time":"{{server.Ms()}}","TimeUnit":"MILLISECONDS","Version":4}""";

        var fromCommon = await server.WriteAsync("{}", common);
        var own = await server.WriteAsync($$"""{"Version":5,"MeasureValue":"2"}""", common);
        var lower = await server.WriteAsync(server.Record("3"));

        Assert.Null(fromCommon.Error);
        Assert.Null(own.Error);
        Assert.Equal(5, lower.Rejected.Single().GetProperty("ExistingVersion").GetInt64());
    }

    [Fact]
    public async Task CommonAttributes_OfMultiType_ScalarRecordKeepsItsOwn()
    {
        await using var server = await TestServer.StartWithTableAsync();
        const string common = """{"MeasureValueType":"MULTI","MeasureValues":[{"Name":"a","Value":"1","Type":"DOUBLE"}]}""";

        var answer = await server.WriteAsync(server.Record(extra: ",\"MeasureValueType\":\"DOUBLE\""), common);

        Assert.Null(answer.Error);
    }

    [Fact]
    public async Task CommonAttributes_SameDimensionAsRecord_ValidationException()
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.WriteAsync(server.Record(), """{"Dimensions":[{"Name":"sensor","Value":"1"}]}""");

        Assert.Equal("ValidationException", answer.Error);
    }
}
