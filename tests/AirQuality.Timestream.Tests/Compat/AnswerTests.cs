using AirQuality.Timestream.Tests.Scripted;
using Amazon.TimestreamQuery.Model;
using Amazon.TimestreamWrite;
using Amazon.TimestreamWrite.Model;

namespace AirQuality.Timestream.Tests.Compat;

/// <summary>What a Timestream server may send: every SDK takes these.</summary>
public sealed class AnswerTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"Table":null,"Later":{"x":[1,2,{"y":"z"}]}}""")]
    public async Task Answer_EmptyOrWithUnknownMembers_IsASuccess(string body)
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Answer(200, "application/json", body);
        using var client = TimestreamClients.CreateWrite(server.Options);

        var response = await client.DescribeTableAsync(new DescribeTableRequest { DatabaseName = "d", TableName = "t" });

        Assert.Equal("REQUEST200", response.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task Answer_ListsAreMissing_AreNullAsInVersion4()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Pages.Enqueue("""{"QueryId":"Q","NextToken":null}""");
        using var client = TimestreamClients.CreateQuery(server.Options);

        var response = await client.QueryAsync(new QueryRequest { QueryString = "SELECT 1" });

        Assert.Equal(("Q", null, null, null), (response.QueryId, response.Rows, response.ColumnInfo, response.NextToken));
    }

    [Theory]
    [InlineData("com.amazonaws.timestream.v20181101#ConflictException")]
    [InlineData("com.amazon.coral.validate#ConflictException")]
    [InlineData("ConflictException")]
    [InlineData("ConflictException:http://internal.amazon.com/coral/")]
    public async Task Error_TypeInAnySpelling_HasTheBareCodeTheMessageAndTheRequest(string type)
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Answer(409, "application/x-amz-json-1.0", $$"""{"__type":"{{type}}","message":"It is there."}""");
        using var client = TimestreamClients.CreateWrite(server.Options);

        var error = await Assert.ThrowsAnyAsync<AmazonTimestreamWriteException>(
            () => client.CreateDatabaseAsync(new CreateDatabaseRequest { DatabaseName = "d" }));

        Assert.Equal(
            ("ConflictException", "It is there.", "REQUEST409", 409),
            (error.ErrorCode, error.Message, error.RequestId, (int)error.StatusCode));
    }

    [Fact]
    public async Task Error_RejectedRecords_CarriesTheList()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Answer(419, "application/x-amz-json-1.0", """
            {"__type":"com.amazonaws.timestream.v20181101#RejectedRecordsException","Message":"Some.",
             "RejectedRecords":[{"RecordIndex":3,"Reason":"r","ExistingVersion":9223372036854775807},{"RecordIndex":0}]}
            """);
        using var client = TimestreamClients.CreateWrite(server.Options);

        var error = await Assert.ThrowsAsync<RejectedRecordsException>(
            () => client.WriteRecordsAsync(new WriteRecordsRequest { DatabaseName = "d" }));

        Assert.Equal(
            [(3, "r", long.MaxValue), (0, null, null)],
            error.RejectedRecords!.Select(one => (one.RecordIndex, one.Reason, one.ExistingVersion)));
    }
}
