using System.Net;
using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Catalog;

public sealed class DatabaseOperationsTests
{
    [Fact]
    public async Task Create_New_DescribedAlike()
    {
        await using var server = await TestServer.StartAsync();

        var created = await server.OkAsync("CreateDatabase", """{"DatabaseName":"air-db.1_A","KmsKeyId":"my-key"}""");
        var described = await server.OkAsync("DescribeDatabase", """{"DatabaseName":"air-db.1_A"}""");

        Assert.Equal(created.Json.ToString(), described.Json.ToString());
        var database = described["Database"];
        Assert.Equal("arn:aws:timestream:us-east-1:000000000000:database/air-db.1_A", database.GetProperty("Arn").GetString());
        Assert.Equal("my-key", database.GetProperty("KmsKeyId").GetString());
        Assert.Equal(0, database.GetProperty("TableCount").GetInt32());
        Assert.Equal(TestServer.Start.ToUnixTimeSeconds(), database.GetProperty("CreationTime").GetDecimal());
    }

    [Fact]
    public async Task Create_BeyondTheQuota_ServiceQuotaExceededException()
    {
        await using var server = await TestServer.StartAsync();
        await Parallel.ForAsync(0, 500, async (i, _) => await server.OkAsync("CreateDatabase", $$"""{"DatabaseName":"d{{i:000}}"}"""));

        var refused = await server.CallAsync("CreateDatabase", """{"DatabaseName":"onemore"}""");

        Assert.Equal((HttpStatusCode.PaymentRequired, "ServiceQuotaExceededException"), (refused.Status, refused.Error));
        await server.OkAsync("DeleteDatabase", """{"DatabaseName":"d007"}""");
        await server.OkAsync("CreateDatabase", """{"DatabaseName":"onemore"}""");
    }

    [Fact]
    public async Task Create_Twice_ConflictException()
    {
        await using var server = await TestServer.StartAsync();
        await server.OkAsync("CreateDatabase", """{"DatabaseName":"air"}""");

        var answer = await server.CallAsync("CreateDatabase", """{"DatabaseName":"air"}""");

        Assert.Equal((HttpStatusCode.Conflict, "ConflictException"), (answer.Status, answer.Error));
    }

    [Theory]
    [InlineData("\"a b\"", "regular expression pattern")]
    [InlineData("\"\"", "regular expression pattern")]
    [InlineData("\"air\\n\"", "regular expression pattern")]
    [InlineData("null", "must not be null")]
    public async Task Create_BadName_ConstraintNamed(string name, string expected)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync("CreateDatabase", $$"""{"DatabaseName":{{name}}}""");

        Assert.Equal("com.amazon.coral.validate#ValidationException", answer["__type"].GetString());
        Assert.StartsWith("1 validation error detected: Value", answer.Message, StringComparison.Ordinal);
        Assert.Contains("'databaseName' failed to satisfy constraint: Member", answer.Message, StringComparison.Ordinal);
        Assert.Contains(expected, answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DescribeDatabase")]
    [InlineData("DeleteDatabase")]
    [InlineData("UpdateDatabase")]
    public async Task Database_Missing_ResourceNotFoundException(string operation)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync(operation, """{"DatabaseName":"nowhere","KmsKeyId":"k"}""");

        Assert.Equal((HttpStatusCode.NotFound, "ResourceNotFoundException"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task List_ManyDatabases_PagesInOrderWithoutRepeats()
    {
        await using var server = await TestServer.StartAsync();
        string[] names = [.. Enumerable.Range(0, 23).Select(i => $"db{i:D2}")];
        foreach (string name in names.Reverse())
            await server.OkAsync("CreateDatabase", $$"""{"DatabaseName":"{{name}}"}""");

        List<string> seen = [];
        string? token = null;
        do
        {
            var page = await server.OkAsync("ListDatabases", token is null ? """{"MaxResults":10}""" : $$"""{"MaxResults":10,"NextToken":"{{token}}"}""");
            seen.AddRange(page["Databases"].EnumerateArray().Select(database => database.GetProperty("DatabaseName").GetString()!));
            token = page.Json.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);

        Assert.Equal(names, seen);
    }

    [Theory]
    [InlineData("""{"MaxResults":21}""")]
    [InlineData("""{"MaxResults":0}""")]
    [InlineData("""{"NextToken":"made up"}""")]
    public async Task List_BadPaging_ValidationException(string request)
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal("ValidationException", (await server.CallAsync("ListDatabases", request)).Error);
    }

    [Fact]
    public async Task Update_Key_ChangesKeyAndTime()
    {
        await using var server = await TestServer.StartAsync();
        await server.OkAsync("CreateDatabase", """{"DatabaseName":"air"}""");
        server.Time.Advance(TimeSpan.FromSeconds(1.5));

        var database = (await server.OkAsync("UpdateDatabase", """{"DatabaseName":"air","KmsKeyId":"other"}"""))["Database"];

        Assert.Equal("other", database.GetProperty("KmsKeyId").GetString());
        Assert.Equal(TestServer.Start.ToUnixTimeSeconds() + 1.5m, database.GetProperty("LastUpdatedTime").GetDecimal());
    }

    [Fact]
    public async Task Delete_WithTables_RefusedUntilEmpty()
    {
        await using var server = await TestServer.StartWithTableAsync();

        var refused = await server.CallAsync("DeleteDatabase", """{"DatabaseName":"d"}""");
        await server.OkAsync("DeleteTable", """{"DatabaseName":"d","TableName":"t"}""");
        var deleted = await server.OkAsync("DeleteDatabase", """{"DatabaseName":"d"}""");

        Assert.Equal("ValidationException", refused.Error);
        Assert.Equal("{}", deleted.Json.ToString());
        Assert.Empty((await server.OkAsync("ListDatabases", "{}"))["Databases"].EnumerateArray());
    }
}
