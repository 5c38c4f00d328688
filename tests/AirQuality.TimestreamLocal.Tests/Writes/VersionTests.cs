using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Writes;

/// <summary>The table of upserts in the Timestream API reference, WriteRecords.</summary>
public sealed class VersionTests
{
    private const string SameVersion = "A record already exists with the same time, dimensions, measure name, and record version. A higher record version must be specified in order to update the measure value. Specifying record version is supported by the latest SDKs.";

    [Fact]
    public async Task Record_SentTwice_AcceptedAndCounted()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(server.Record());

        var again = await server.WriteAsync(server.Record());

        Assert.Equal(1, again["RecordsIngested"].GetProperty("Total").GetInt32());
    }

    [Theory]
    [InlineData("1.5", "1.50")]
    [InlineData("1.5", "15e-1")]
    public async Task Record_SameValueSpelledOtherwise_Accepted(string first, string second)
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(server.Record(first));

        Assert.Null((await server.WriteAsync(server.Record(second))).Error);
    }

    [Fact]
    public async Task Record_SameVersionOtherValue_RejectedWithoutExistingVersion()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(server.Record("1"));

        var answer = await server.WriteAsync(server.Record("2"));

        Assert.Equal(419, (int)answer.Status);
        Assert.Equal("RejectedRecordsException", answer.Error);
        Assert.Equal("One or more records have been rejected. See RejectedRecords for details.", answer.Message);
        Assert.Equal(SameVersion, answer.Reason);
        Assert.False(answer.Rejected.Single().TryGetProperty("ExistingVersion", out _));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("5")]
    public async Task Record_LowerVersion_RejectedWithExistingVersion(string value)
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(server.Record("5", extra: ",\"Version\":2"));

        var answer = await server.WriteAsync(server.Record(value, extra: ",\"Version\":1"));

        Assert.Equal(
            "The record version 1 is lower than the existing version 2. A higher version is required to update the measure value.", answer.Reason);
        Assert.Equal(2, answer.Rejected.Single().GetProperty("ExistingVersion").GetInt64());
        Assert.Equal(0, answer.Rejected.Single().GetProperty("RecordIndex").GetInt32());
    }

    [Fact]
    public async Task Record_HigherVersionSameValue_RaisesVersion()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(server.Record("5"));
        await server.WriteAsync(server.Record("5", extra: ",\"Version\":9"));

        var answer = await server.WriteAsync(server.Record("5", extra: ",\"Version\":8"));

        Assert.Equal(9, answer.Rejected.Single().GetProperty("ExistingVersion").GetInt64());
    }

    [Fact]
    public async Task Record_HigherVersion_ReplacesValue()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(server.Record("1"));
        await server.WriteAsync(server.Record("2", extra: ",\"Version\":2"));

        Assert.Null((await server.WriteAsync(server.Record("2", extra: ",\"Version\":2"))).Error);
        Assert.NotNull((await server.WriteAsync(server.Record("1", extra: ",\"Version\":2"))).Error);
    }

    [Fact]
    public async Task Request_OneKeySeveralTimes_DecidedInOrder()
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.WriteAsync(string.Join(
            ',',
            server.Record("1"),
            server.Record("1"),
            server.Record("2"),
            server.Record("3", extra: ",\"Version\":3"),
            server.Record("4", extra: ",\"Version\":2")));

        Assert.Equal([2, 4], answer.Rejected.Select(record => record.GetProperty("RecordIndex").GetInt32()));
        Assert.Equal(3, answer.Rejected.Last().GetProperty("ExistingVersion").GetInt64());
    }

    [Fact]
    public async Task Request_SomeRejected_OthersAreStored()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(server.Record("1", sensor: "a"));

        await server.WriteAsync(server.Record("2", sensor: "a") + "," + server.Record("7", sensor: "b"));

        var other = await server.WriteAsync(server.Record("8", sensor: "b"));
        Assert.Equal(SameVersion, other.Reason);
    }

    [Fact]
    public async Task Multi_NewMeasureAtSameVersion_RejectedAndNoColumnAdded()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(server.Multi("p1:DOUBLE:1"));

        var rejected = await server.WriteAsync(server.Multi("p1:DOUBLE:1", "p2:DOUBLE:2"));
        server.Time.Advance(TimeSpan.FromMinutes(1));
        var otherType = await server.WriteAsync(server.Multi("p2:BIGINT:2"));

        Assert.Equal(SameVersion, rejected.Reason);
        Assert.Null(otherType.Error);
    }

    [Fact]
    public async Task Multi_MeasuresInOtherOrder_AreTheSameRecord()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(server.Multi("a:DOUBLE:1", "b:BIGINT:2", "c:VARCHAR:x"));

        Assert.Null((await server.WriteAsync(server.Multi("c:VARCHAR:x", "b:BIGINT:2", "a:DOUBLE:1"))).Error);
    }

    [Fact]
    public async Task Dimensions_InOtherOrderOrCommon_AreTheSameSeries()
    {
        await using var server = await TestServer.StartWithTableAsync();
        string Record(string dimensions, string value) =>
            $$"""{"Dimensions":[{{dimensions}}],"MeasureName":"pm","MeasureValue":"{{value}}","Time":"{{server.Ms()}}"}""";
        const string a = """{"Name":"a","Value":"1"}""";
        const string b = """{"Name":"b","Value":"2"}""";
        await server.WriteAsync(Record($"{a},{b}", "1"));

        Assert.Equal(SameVersion, (await server.WriteAsync(Record($"{b},{a}", "2"))).Reason);
        Assert.Equal(SameVersion, (await server.WriteAsync(Record(a, "2"), $$"""{"Dimensions":[{{b}}]}""")).Reason);
        Assert.Null((await server.WriteAsync(Record(a, "2"))).Error);
    }

    [Fact]
    public async Task MagneticStore_ConflictingVersion_NotReported()
    {
        await using var server = await TestServer.StartWithTableAsync(magneticWrites: true);
        string old = server.Ms(-TimeSpan.FromDays(3));
        await server.WriteAsync(server.Record("1", old));

        var answer = await server.WriteAsync(server.Record("2", old));

        Assert.Equal(1, answer["RecordsIngested"].GetProperty("MagneticStore").GetInt32());
    }
}
