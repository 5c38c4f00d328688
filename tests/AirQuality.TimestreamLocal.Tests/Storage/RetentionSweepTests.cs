using System.Collections.Concurrent;
using AirQuality.TimestreamLocal.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using static AirQuality.TimestreamLocal.Tests.Storage.StoreHarness;

namespace AirQuality.TimestreamLocal.Tests.Storage;

public sealed class RetentionSweepTests : IDisposable
{
    private readonly string _folder = NewFolder();
    private readonly FakeTimeProvider _time = new(Now);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Sweep_Fails_IsLoggedAndTheNextSucceeds()
    {
        var log = new MessageLog();
        await using var store = await OpenAsync(_folder, _time, magneticDays: 1, log);
        await store.WriteAsync([Multi("1", Now, Measure("n", "BIGINT", "1"))]);
        Execute("CREATE TRIGGER refuse BEFORE DELETE ON rows_1 BEGIN SELECT RAISE(ABORT, 'no deletes today'); END");

        _time.Advance(TimeSpan.FromDays(3));
        await UntilAsync(() => log.Messages.Any(message => message.Contains("no deletes today", StringComparison.Ordinal)
            && message.Contains("the next sweep tries again", StringComparison.Ordinal)));
        Assert.Equal(1, RowsIn());

        Execute("DROP TRIGGER refuse");
        _time.Advance(RetentionSweep.Every);
        await UntilAsync(() => RowsIn() == 0);
    }

    [Fact]
    public async Task Open_RowsPastRetention_AreSweptWithoutWaiting()
    {
        await using (var store = await OpenAsync(_folder, _time, magneticDays: 1))
            await store.WriteAsync([Multi("1", Now, Measure("n", "BIGINT", "1"))]);

        await using var later = await OpenAsync(_folder, new FakeTimeProvider(Now.AddDays(3)));
        await UntilAsync(() => RowsIn() == 0);
    }

    [Fact]
    public async Task Sweep_OfSeriesWithAndWithoutRowsLeft_ForgetsTheActivityOfThoseWithout()
    {
        await using var store = await OpenAsync(_folder, _time, magneticDays: 5);
        await store.WriteAsync([Multi("gone", Now.AddDays(-4), Measure("n", "BIGINT", "1")), Multi("left", Now.AddDays(-4), Measure("n", "BIGINT", "2")), Multi("left", Now, Measure("n", "BIGINT", "3"))]);

        _time.Advance(TimeSpan.FromDays(3));
        await store.Store.Sweep.SweepAsync(CancellationToken.None); // the store's own sweep may have come first

        Assert.Equal(1, Scalar("SELECT count(*) FROM activity_1"));
        Assert.Equal(["left | 3"], store.Rows("SELECT sensor, max_by(n, time) FROM d.t GROUP BY sensor"));
    }

    private long RowsIn() => Scalar("SELECT count(*) FROM rows_1");

    private long Scalar(string sql)
    {
        using var connection = SqliteConnection.Open(FileOf(_folder));
        return connection.Scalar(sql);
    }

    private void Execute(string sql)
    {
        using var connection = SqliteConnection.Open(FileOf(_folder));
        connection.Execute(sql);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(10, limit.Token);
    }

    private sealed class MessageLog : ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Enqueue(formatter(state, exception));
    }
}
