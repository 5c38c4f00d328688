using System.Collections.Concurrent;
using AirQuality.Core.Records;
using AirQuality.Jobs.Tests.Hosting;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Tests.Faults;

/// <summary>Fault test 2: the local server is killed in the middle of 250 requests. What it acknowledged is there after a restart.</summary>
public sealed class StoreCrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(200)]
    public async Task Server_KilledMidBatch_HasEverythingThatItAcknowledged(int requestsBeforeTheKill)
    {
        var records = Enumerable.Range(0, 25_000).Select(RecordOf).ToList();
        var acknowledged = new ConcurrentBag<AirRecord>();
        using (var server = AirQualityProcess.Start(["timestream-local", "--data", _folder["data"]]))
        {
            var options = new TimestreamOptions { Endpoint = await server.UrlAsync(), MaxAttempts = 1, RetryBudget = 0 };
            using var client = TimestreamClients.CreateWrite(options);
            await new TableSetup(client, options).EnsureAsync();
            var writer = new RecordWriter(client, options);
            await Parallel.ForEachAsync(records.Chunk(100), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (batch, token) =>
            {
                var result = await writer.WriteAsync(batch, token);
                foreach (var record in result.Stored)
                    acknowledged.Add(record);
                if (acknowledged.Count > requestsBeforeTheKill * 100)
                    server.Kill();
            });
            await server.WaitAsync();
        }
        Assert.InRange(acknowledged.Count, requestsBeforeTheKill * 100, records.Count - 100);

        var rows = (await DataFolderState.ReadAsync(_folder["data"])).Rows;

        var held = rows.Select(row => row[(row.IndexOf("sensor_id=", StringComparison.Ordinal) + 10)..].Split('|')[0]).ToHashSet();
        Assert.Equal(rows.Count, held.Count);
        Assert.DoesNotContain(acknowledged, record => !held.Contains($"{record.SensorId}"));

        // And writing all of it again, acknowledged or not, leaves each record once.
        using var again = AirQualityProcess.Start(["timestream-local", "--data", _folder["data"]]);
        var back = new TimestreamOptions { Endpoint = await again.UrlAsync() };
        using var second = TimestreamClients.CreateWrite(back);
        var rewritten = await new RecordWriter(second, back).WriteAsync(records);
        Assert.Equal(records.Count, rewritten.Stored.Count);
        again.Terminate();
        await again.WaitAsync();
        Assert.Equal(records.Count, (await DataFolderState.ReadAsync(_folder["data"])).Rows.Count);
    }

    private static AirRecord RecordOf(int sensor) => new(
        sensor, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 60_000 * 60_000, 1, [new("sensor_id", $"{sensor}")], [new("P1", MeasureType.Double, "1.5")]);
}
