using System.Net;
using AirQuality.Timestream.Tests.Scripted;
using AirQuality.Timestream.Writing;

namespace AirQuality.Timestream.Tests.Writing;

public sealed class TableSetupTests
{
    [Fact]
    public async Task Ensure_NothingThere_MakesDatabaseAndTableWithTheRetentionOfTheDesign()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = call => call.Operation == "DescribeTable" ? Missing : Reaction.Serve;

        Assert.True(await EnsureAsync(server));

        Assert.Equal(["DescribeTable", "CreateDatabase", "CreateTable"], server.Calls.Select(call => call.Operation));
        Assert.Equal("""{"DatabaseName":"air_quality"}""", server.Calls[1].Body.GetRawText());
        var table = server.Calls[2].Body;
        Assert.Equal("readings", table.GetProperty("TableName").GetString());
        Assert.Equal(24, table.GetProperty("RetentionProperties").GetProperty("MemoryStoreRetentionPeriodInHours").GetInt32());
        Assert.Equal(3_650, table.GetProperty("RetentionProperties").GetProperty("MagneticStoreRetentionPeriodInDays").GetInt32());
        Assert.True(table.GetProperty("MagneticStoreWriteProperties").GetProperty("EnableMagneticStoreWrites").GetBoolean());
    }

    [Fact]
    public async Task Ensure_TableThere_AsksForNoRightToCreate()
    {
        await using var server = await ScriptedTimestream.StartAsync();

        Assert.False(await EnsureAsync(server));

        Assert.Equal(["DescribeTable"], server.Calls.Select(call => call.Operation));
    }

    [Fact]
    public async Task Ensure_SomebodyElseIsFaster_IsContent()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        var conflict = Reaction.Fail(HttpStatusCode.Conflict, "ConflictException", "It is there.");
        server.Script = call => call.Operation == "DescribeTable" ? Missing : conflict;

        Assert.False(await EnsureAsync(server));
    }

    [Fact]
    public async Task Ensure_Refused_SaysWhatToDo()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Fail(HttpStatusCode.Forbidden, "AccessDeniedException", "Not you.");

        var failure = await Assert.ThrowsAsync<TimestreamException>(() => EnsureAsync(server));

        Assert.Equal((TimestreamErrorCode.AccessDenied, false), (failure.Code, failure.IsTransient));
    }

    private static Reaction Missing =>
        Reaction.Fail(HttpStatusCode.NotFound, "ResourceNotFoundException", "The table readings does not exist.");

    private static async Task<bool> EnsureAsync(ScriptedTimestream server)
    {
        using var client = TimestreamClients.CreateWrite(server.Options);
        return await new TableSetup(client, server.Options).EnsureAsync();
    }
}
