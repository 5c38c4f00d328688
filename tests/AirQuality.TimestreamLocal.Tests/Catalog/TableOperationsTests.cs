using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Catalog;

public sealed class TableOperationsTests
{
    [Fact]
    public async Task Create_NothingSet_ServiceDefaults()
    {
        await using var server = await TestServer.StartAsync();
        await server.OkAsync("CreateDatabase", """{"DatabaseName":"d"}""");

        var table = (await server.OkAsync("CreateTable", """{"DatabaseName":"d","TableName":"t"}"""))["Table"];

        Assert.Equal("arn:aws:timestream:us-east-1:000000000000:database/d/table/t", table.GetProperty("Arn").GetString());
        Assert.Equal("ACTIVE", table.GetProperty("TableStatus").GetString());
        Assert.Equal(
            """{"MemoryStoreRetentionPeriodInHours":6,"MagneticStoreRetentionPeriodInDays":73000}""",
            table.GetProperty("RetentionProperties").GetRawText());
        Assert.Equal("""{"EnableMagneticStoreWrites":false}""", table.GetProperty("MagneticStoreWriteProperties").GetRawText());
        Assert.Equal("""{"CompositePartitionKey":[{"Type":"MEASURE"}]}""", table.GetProperty("Schema").GetRawText());
    }

    [Fact]
    public async Task Create_EverythingSet_EchoedAfterRestart()
    {
        string folder = TestServer.NewFolder();
        const string properties = """
            "RetentionProperties":{"MemoryStoreRetentionPeriodInHours":12,"MagneticStoreRetentionPeriodInDays":7},"MagneticStoreWriteProperties":{"EnableMagneticStoreWrites":true,"MagneticStoreRejectedDataLocation":{"S3Configuration":{"BucketName":"bucket","EncryptionOption":"SSE_S3"}}},"Schema":{"CompositePartitionKey":[{"Type":"DIMENSION","Name":"station","EnforcementInRecord":"REQUIRED"}]}
            """;
        await using (var server = await TestServer.StartAsync(folder))
        {
            await server.OkAsync("CreateDatabase", """{"DatabaseName":"d"}""");
            await server.OkAsync("CreateTable", $$"""{"DatabaseName":"d","TableName":"t",{{properties}}}""");
        }

        await using (var server = await TestServer.StartAsync(folder))
        {
            string table = (await server.OkAsync("DescribeTable", """{"DatabaseName":"d","TableName":"t"}"""))["Table"].GetRawText();
            Assert.Contains(properties.Trim(), table, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("""{"MemoryStoreRetentionPeriodInHours":0,"MagneticStoreRetentionPeriodInDays":1}""", "greater than or equal to 1")]
    [InlineData("""{"MemoryStoreRetentionPeriodInHours":8767,"MagneticStoreRetentionPeriodInDays":1}""", "less than or equal to 8766")]
    [InlineData("""{"MemoryStoreRetentionPeriodInHours":1,"MagneticStoreRetentionPeriodInDays":73001}""", "less than or equal to 73000")]
    [InlineData("""{"MemoryStoreRetentionPeriodInHours":1}""", "must not be null")]
    public async Task Create_RetentionOutOfRange_ConstraintNamed(string retention, string expected)
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.CallAsync("CreateTable", $$"""{"DatabaseName":"d","TableName":"u","RetentionProperties":{{retention}}}""");

        Assert.Equal("ValidationException", answer.Error);
        Assert.Contains(expected, answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CreateTable", "nowhere", "u", "ResourceNotFoundException")]
    [InlineData("CreateTable", "d", "t", "ConflictException")]
    [InlineData("DescribeTable", "d", "u", "ResourceNotFoundException")]
    [InlineData("DescribeTable", "nowhere", "t", "ResourceNotFoundException")]
    [InlineData("UpdateTable", "d", "u", "ResourceNotFoundException")]
    [InlineData("DeleteTable", "d", "u", "ResourceNotFoundException")]
    [InlineData("ListTables", "nowhere", "", "ResourceNotFoundException")]
    public async Task Table_MissingOrTaken_NamedError(string operation, string database, string table, string error)
    {
        await using var server = await TestServer.StartWithTableAsync();

        var answer = await server.CallAsync(operation, $$"""{"DatabaseName":"{{database}}","TableName":"{{table}}"}""");

        Assert.Equal(error, answer.Error);
    }

    [Fact]
    public async Task Update_OnePart_KeepsTheOthers()
    {
        await using var server = await TestServer.StartWithTableAsync(memoryHours: 5);

        await server.OkAsync("UpdateTable", """{"DatabaseName":"d","TableName":"t","MagneticStoreWriteProperties":{"EnableMagneticStoreWrites":true}}""");

        var table = (await server.OkAsync("DescribeTable", """{"DatabaseName":"d","TableName":"t"}"""))["Table"];
        Assert.True(table.GetProperty("MagneticStoreWriteProperties").GetProperty("EnableMagneticStoreWrites").GetBoolean());
        Assert.Equal(5, table.GetProperty("RetentionProperties").GetProperty("MemoryStoreRetentionPeriodInHours").GetInt32());
    }

    [Fact]
    public async Task Update_PartitionKey_OnlyEnforcementMayChange()
    {
        await using var server = await TestServer.StartWithTableAsync();
        const string create = """{"DatabaseName":"d","TableName":"u","Schema":{"CompositePartitionKey":[{"Type":"DIMENSION","Name":"s","EnforcementInRecord":"REQUIRED"}]}}""";
        await server.OkAsync("CreateTable", create);

        var enforcement = await server.CallAsync("UpdateTable", create.Replace("REQUIRED", "OPTIONAL", StringComparison.Ordinal));
        var key = await server.CallAsync("UpdateTable", create.Replace("\"s\"", "\"other\"", StringComparison.Ordinal));

        Assert.Null(enforcement.Error);
        Assert.Equal("ValidationException", key.Error);
    }

    [Fact]
    public async Task List_WithAndWithoutDatabase_InOrder()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.OkAsync("CreateDatabase", """{"DatabaseName":"c"}""");
        await server.OkAsync("CreateTable", """{"DatabaseName":"c","TableName":"z"}""");

        var all = await server.OkAsync("ListTables", "{}");
        var one = await server.OkAsync("ListTables", """{"DatabaseName":"d"}""");

        Assert.Equal(["z", "t"], all["Tables"].EnumerateArray().Select(table => table.GetProperty("TableName").GetString()));
        Assert.Equal(["t"], one["Tables"].EnumerateArray().Select(table => table.GetProperty("TableName").GetString()));
    }

    [Fact]
    public async Task Delete_ThenCreateAgain_HasNoOldRecords()
    {
        await using var server = await TestServer.StartWithTableAsync();
        await server.WriteAsync(server.Record("1"));
        await server.OkAsync("DeleteTable", """{"DatabaseName":"d","TableName":"t"}""");
        await server.OkAsync("CreateTable", """{"DatabaseName":"d","TableName":"t"}""");

        // The same key and version with another value would be rejected if the old record were still there.
        Assert.Null((await server.WriteAsync(server.Record("2"))).Error);
    }
}
