using AirQuality.TimestreamLocal.Storage;
using AirQuality.TimestreamLocal.Tests.Protocol;

namespace AirQuality.TimestreamLocal.Tests.Storage;

public sealed class RetentionTests
{
    private const string Count = """SELECT count(*) FROM "d"."t" """;

    [Fact]
    public async Task Query_RowsPastBothStores_AreLeftOutAtOnce()
    {
        await using var server = await TestServer.StartWithTableAsync(memoryHours: 2, magneticDays: 3);
        await server.WriteAsync(server.Record());

        server.Time.Advance(TimeSpan.FromDays(3) + TimeSpan.FromHours(2));
        string within = await CountAsync(server);
        server.Time.Advance(TimeSpan.FromMinutes(30)); // 25 minutes are the ingestion window's slack
        string past = await CountAsync(server);

        Assert.Equal(("1", "0"), (within, past));
    }

    [Fact]
    public async Task Sweep_RowsPastRetention_AreDeletedAndTheOthersStay()
    {
        await using var server = await TestServer.StartWithTableAsync(memoryHours: 2, magneticDays: 1);
        for (int i = 0; i < 120; i++)
            await server.WriteAsync(string.Join(',', Enumerable.Range(0, 100).Select(n => server.Record(sensor: $"{i}-{n}"))));
        server.Time.Advance(TimeSpan.FromHours(20));
        await server.WriteAsync(server.Record());
        Assert.Equal(12_001, RowsIn(server));

        server.Time.Advance(TimeSpan.FromHours(9));
        server.Time.Advance(RetentionSweep.Every);
        await UntilAsync(() => RowsIn(server) == 1);

        Assert.Equal("1", await CountAsync(server));
    }

    [Fact]
    public async Task UpdateTable_ShorterRetention_HidesAndSweepsWhatItNoLongerKeeps()
    {
        await using var server = await TestServer.StartWithTableAsync(memoryHours: 24, magneticDays: 100, magneticWrites: true);
        await server.WriteAsync(server.Record(time: server.Ms(TimeSpan.FromDays(-50))));
        await server.WriteAsync(server.Record());
        Assert.Equal("2", await CountAsync(server));

        await server.OkAsync("UpdateTable", """
            {"DatabaseName":"d","TableName":"t","RetentionProperties":{"MemoryStoreRetentionPeriodInHours":24,"MagneticStoreRetentionPeriodInDays":10}}
            """);
        Assert.Equal("1", await CountAsync(server));
        await UntilAsync(() => RowsIn(server) == 1); // at once: the clock stands still
    }

    private static async Task<string> CountAsync(TestServer server) =>
        (await server.OkAsync("Query", $$"""{"QueryString":"{{Count.Replace("\"", "\\\"", StringComparison.Ordinal)}}"}"""))["Rows"][0].GetProperty("Data")[0].GetProperty("ScalarValue").GetString()!;

    private static long RowsIn(TestServer server)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(server.Folder, "timestream.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM rows_1";
        return (long)command.ExecuteScalar()!;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(20, limit.Token);
    }
}
