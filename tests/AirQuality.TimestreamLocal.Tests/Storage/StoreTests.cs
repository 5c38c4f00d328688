using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using static AirQuality.TimestreamLocal.Tests.Storage.StoreHarness;

namespace AirQuality.TimestreamLocal.Tests.Storage;

public sealed class StoreTests : IDisposable
{
    private readonly string _folder = NewFolder();

    private string DataFile => FileOf(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Open_Again_HasEverything()
    {
        await using (var store = await OpenAsync(_folder))
            await store.WriteAsync([Multi("1", Now, Measure("p1", "DOUBLE", "1")), Multi("2", Now, Measure("p2", "BIGINT", "2"), "other")]);

        await using (var store = await OpenAsync(_folder))
        {
            Assert.Equal([["1", "air", 1.0, null], ["2", "other", null, 2L]], store.Scan(["sensor", "measure_name", "p1", "p2"]));
            var conflict = await store.WriteAsync([Multi("1", Now, Measure("p1", "DOUBLE", "9"))]);
            Assert.Single(conflict.Rejected);
        }
    }

    [Fact]
    public async Task Open_InUse_RefusedWithFileName()
    {
        await using var store = await OpenAsync(_folder);

        var exception = Assert.Throws<StorageException>(() => Store.Open(DataFile, NullLogger.Instance, TimeProvider.System));

        Assert.Contains($"'{DataFile}' is in use by another process", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NotADatabase_RefusedAndLeftAlone()
    {
        File.WriteAllText(DataFile, new string('x', 10_000));

        var exception = Assert.Throws<StorageException>(() => Store.Open(DataFile, NullLogger.Instance, TimeProvider.System));

        Assert.Contains("damaged or no database", exception.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 10_000), File.ReadAllText(DataFile));
    }

    [Theory]
    [InlineData("PRAGMA user_version = 3", "layout version 3")]
    [InlineData("PRAGMA user_version = 0", "layout version 0")]
    [InlineData("PRAGMA application_id = 7", "another program")]
    [InlineData("DROP TABLE series", "damaged")]
    public async Task Open_NotThisLayout_Refused(string change, string expected)
    {
        await using (await OpenAsync(_folder)) { }
        using (var connection = SqliteConnection.Open(DataFile))
            connection.Execute(change);

        var exception = Assert.Throws<StorageException>(() => Store.Open(DataFile, NullLogger.Instance, TimeProvider.System));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains(DataFile, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commit_Always_IsSynchronousAndLogged()
    {
        await using var store = await OpenAsync(_folder);
        using var connection = SqliteConnection.Open(DataFile);
        StoreSchema.Configure(connection);

        Assert.Equal(2, connection.Scalar("PRAGMA synchronous"));
        Assert.True(File.Exists(DataFile + "-wal"));
    }

    [Fact]
    public async Task Writer_FileLockedByAnotherProgramForAMoment_WaitsAndStores()
    {
        await using var store = await OpenAsync(_folder);
        using var other = SqliteConnection.Open(DataFile);
        other.Execute("BEGIN IMMEDIATE");

        var write = store.WriteAsync([Multi("1", Now, Measure("n", "BIGINT", "1"))]);
        await Task.Delay(50);
        Assert.False(write.IsCompleted);
        other.Execute("ROLLBACK");

        Assert.Empty((await write).Rejected);
    }

    [Fact]
    public async Task Writer_ManyAtOnce_AllStored()
    {
        await using var store = await OpenAsync(_folder);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            store.WriteAsync([Multi(FormattableString.Invariant($"{i % 50}"), Now.AddSeconds(-i), Measure("n", "BIGINT", "1"))])));

        Assert.Equal(200, store.Scan(["n"]).Count);
    }

    [Fact]
    public async Task Writer_OneChangeFails_OthersAreStoredAndMemoryAgreesWithTheFile()
    {
        await using var store = await OpenAsync(_folder);
        var bad = new FailingWork();
        Task[] works =
        [
            store.WriteAsync([Multi("1", Now, Measure("n", "BIGINT", "1"))]),
            Assert.ThrowsAsync<InvalidOperationException>(() => store.Store.ApplyAsync(bad, CancellationToken.None)),
            store.WriteAsync([Multi("2", Now, Measure("n", "BIGINT", "2"))]),
        ];
        await Task.WhenAll(works);

        await store.WriteAsync([Multi("3", Now, Measure("n", "BIGINT", "3"))]);

        Assert.Equal([1L, 2L, 3L], store.Scan(["n"]).Select(row => row[0]));
        Assert.Equal(["sensor", "measure_name", "time", "n"], store.Store.Rows.FindTable("d", "t")!.Columns.Select(column => column.Name));
    }

    /// <summary>Adds a column, then breaks.</summary>
    private sealed class FailingWork : StoreWork
    {
        public override void Apply(StoreSession session)
        {
            session.AddColumn(session.State.FindTable("d", "t")!, "ghost"u8, ColumnRole.Dimension, ValueKind.Varchar);
            throw new InvalidOperationException("broken");
        }
    }
}
