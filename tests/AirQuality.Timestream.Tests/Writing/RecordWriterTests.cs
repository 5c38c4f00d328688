using AirQuality.Core.Records;
using AirQuality.Timestream.Tests.Scripted;

namespace AirQuality.Timestream.Tests.Writing;

public sealed class RecordWriterTests
{
    [Fact]
    public async Task Write_NothingWrong_StoresEveryRecordInBatchesOf100()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        var records = Samples.Records(1_234);

        var result = await server.WriteAsync(records);

        Assert.Equal(records, result.Stored);
        Assert.Empty(result.Rejected);
        Assert.Empty(result.Undelivered);
        Assert.Null(result.Outage);
        Assert.Equal((13, 0), (result.Requests, result.Retries));
        Assert.Equal(1_234, server.Table.Rows.Count);
        Assert.Equal([.. Enumerable.Repeat(100, 12), 34], server.Writes.Select(Writes.RecordCount).OrderDescending());
    }

    [Fact]
    public async Task Write_NoRecords_SendsNothing()
    {
        await using var server = await ScriptedTimestream.StartAsync();

        var result = await server.WriteAsync([]);

        Assert.Empty(server.Calls);
        Assert.Null(result.Failure);
    }

    [Fact]
    public async Task Write_Twice_ChangesNothing()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        var records = Samples.Records(250);
        await server.WriteAsync(records);
        var before = server.Table.Rows.ToDictionary();

        var again = await server.WriteAsync(records);

        Assert.Equal(records, again.Stored);
        Assert.Equal(before, server.Table.Rows);
        Assert.Equal(250, server.Table.Repeated);
    }

    [Fact]
    public async Task Write_SharedValues_StandOnceInTheCommonAttributes()
    {
        await using var server = await ScriptedTimestream.StartAsync();

        await server.WriteAsync(Samples.Records(100));

        var body = Assert.Single(server.Writes).Body;
        var common = body.GetProperty("CommonAttributes");
        Assert.Equal("""[{"Name":"country","Value":"DE"}]""", common.GetProperty("Dimensions").GetRawText());
        Assert.Equal(1440, common.GetProperty("Version").GetInt64());
        var first = body.GetProperty("Records")[0];
        Assert.Equal(["Dimensions", "MeasureValues", "Time"], first.EnumerateObject().Select(member => member.Name).Order());
        var own = first.GetProperty("Dimensions").EnumerateArray().Select(dimension => dimension.GetProperty("Name").GetString()!);
        Assert.Equal(["sensor_id", "sensor_type_name"], own);
    }

    [Fact]
    public async Task Write_VersionsDiffer_EachRecordCarriesItsOwn()
    {
        await using var server = await ScriptedTimestream.StartAsync();

        await server.WriteAsync([Samples.Record(1, version: 5), Samples.Record(2, version: 1440)]);

        Assert.Equal([5, 1440], server.Table.Rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => row.Value.Version));
    }

    [Fact]
    public async Task Write_SeveralBatches_NeverMoreInFlightThanAllowed()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        using var three = new SemaphoreSlim(0);
        var arrived = 0;
        server.Hold = async _ =>
        {
            if (Interlocked.Increment(ref arrived) == 3)
                three.Release(1_000);
            await three.WaitAsync();
        };

        var result = await server.WriteAsync(Samples.Records(2_000), server.Options with { MaxRequestsInFlight = 3 });

        Assert.Equal(2_000, result.Stored.Count);
        Assert.Equal(3, server.MostInFlight);
    }

    [Fact]
    public async Task Write_Cancelled_FinishesWhatIsUnderWayAndAccountsForTheRest()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        using var cancellation = new CancellationTokenSource();
        server.Hold = _ => server.Calls.Count == 2 ? cancellation.CancelAsync() : Task.CompletedTask;
        var records = Samples.Records(1_000);

        var options = server.Options with { MaxRequestsInFlight = 1 };
        var result = await server.WriteAsync(records, options, cancellationToken: cancellation.Token);

        Assert.Equal(records[..200], result.Stored);
        Assert.Equal(records[200..], result.Undelivered);
        Assert.Equal(TimestreamErrorCode.Cancelled, result.Failure!.Code);
    }

    [Fact]
    public async Task Write_CancelledWhileTheTableHangs_ReturnsAfterTheDrainTime()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        server.Hold = async _ =>
        {
            await cancellation.CancelAsync();
            await never.Task;
        };

        var options = server.Options with { DrainTimeout = TimeSpan.FromMilliseconds(50) };
        var result = await server.WriteAsync(Samples.Records(10), options, cancellationToken: cancellation.Token);
        never.SetResult();

        Assert.Equal(10, result.Undelivered.Count);
        Assert.Equal(TimestreamErrorCode.Cancelled, result.Failure!.Code);
    }

    [Fact]
    public async Task Write_ASubsetOfAList_SendsThoseRecordsAlone()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        IReadOnlyList<AirRecord> records = Samples.Records(300)[50..70];

        var result = await server.WriteAsync(records);

        Assert.Equal(records, result.Stored);
        Assert.Equal(20, server.Table.Rows.Count);
    }
}
