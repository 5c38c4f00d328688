using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Tests.Hosting;
using AirQuality.Timestream;
using AirQuality.TimestreamLocal.Faults;
using Amazon.TimestreamWrite.Model;

namespace AirQuality.Jobs.Tests.Backfill;

/// <summary>The table is away, refuses or loses answers; the run is cut short. What a later run leaves is what an undisturbed one leaves.</summary>
public sealed class BackfillFaultTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2025, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2025, 1, 1);

    private readonly TemporaryFolder _folder = new();
    private readonly TestArchive _archive;

    public BackfillFaultTests()
    {
        _archive = new TestArchive(_folder);
        for (var sensor = 1; sensor <= 3; sensor++)
            for (var i = 0; i < 20; i++)
                _archive.Write(Day.AddDays(i), $"{10 + i * sensor}", sensor, hours: i % 7 == 5 ? 11 : 24);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Table_ThatThrottlesForGood_EndsTheRun_AndTheNextOneMakesItGood()
    {
        await using var machine = await Machine.StartAsync(Now, new FaultScript([new FaultRule(FaultKind.Throttle, "WriteRecords", Rate: 0.9)], Seed: 3));
        machine.Settings.Timestream = machine.Settings.Timestream with { RetryBudget = 3 };

        var cut = await machine.BackfillAsync(Ask());

        Assert.Equal(BackfillState.TableFailed, cut.State);
        Assert.True(cut.Counts.Undelivered > 0, cut.ToJson());
        await machine.StopStoreAsync();
        await machine.StartStoreAsync();
        await CompletesAsync(machine);
    }

    [Fact]
    public async Task Table_ThatIsAway_IsSaidAtOnce()
    {
        await using var machine = await Machine.StartAsync(Now);
        await machine.StopStoreAsync();

        var e = await Assert.ThrowsAsync<TimestreamException>(() => machine.BackfillAsync(Ask()));

        Assert.True(e.IsTransient);
    }

    [Fact]
    public async Task Run_ToldToStop_KeepsWhatIsDone_AndTheNextOneMakesItGood()
    {
        await using var machine = await Machine.StartAsync(Now);
        machine.Settings.Backfill.RecordsPerSecond = 1_000;
        machine.Settings.Backfill.Concurrency = 1;
        using var stop = new CancellationTokenSource();

        var run = machine.BackfillAsync(Ask(), stop.Token);
        while (!Directory.Exists(Path.Combine(machine.Settings.Data, "backfill")))
            await Task.Delay(5);
        await stop.CancelAsync();
        var cut = await run;

        Assert.Equal((BackfillState.Interrupted, "interrupted"), (cut.State, cut.Error!.Code));
        machine.Settings.Backfill.RecordsPerSecond = null;
        await CompletesAsync(machine);
    }

    // What AWS does with old rows where magnetic store writes are off.
    [Fact]
    public async Task Table_ThatTakesNoOldRows_MakesDeadLettersWithTheReason()
    {
        await using var machine = await Machine.StartAsync(Now);
        await MakeTableWithoutMagneticWritesAsync(machine);

        var report = await machine.BackfillAsync(Ask() with { To = Day });

        Assert.Equal((BackfillState.Done, 0), (report.State, report.Counts.Stored));
        var (reason, count) = Assert.Single(report.Counts.Rejected);
        Assert.Equal("The record timestamp is outside the time range of the memory store.", reason);
        Assert.Equal(count, machine.DeadLetters.Count);
        using var shown = new StringWriter();
        BackfillReportView.Print(report, asJson: false, shown);
        Assert.Contains("Turn the table's magnetic store writes on", shown.ToString(), StringComparison.Ordinal);
        Assert.Equal(BackfillState.Unchanged, (await machine.BackfillAsync(Ask() with { To = Day })).State);
    }

    [Fact]
    public async Task Hours_ThatTheTableRefused_AreOfferedAgainByAReplay()
    {
        await using var machine = await Machine.StartAsync(Now, new FaultScript([new FaultRule(FaultKind.Reject, "WriteRecords", Rate: 0.5, Records: [0, 7])], Seed: 2));
        var refused = await machine.BackfillAsync(Ask());
        Assert.True(refused.Counts.Rejected.Values.Sum() > 2, refused.ToJson());
        Assert.Equal(refused.Counts.Rejected.Values.Sum(), machine.DeadLetters.Count);
        await machine.StopStoreAsync();
        await machine.StartStoreAsync();

        await (await machine.EngineAsync()).ReplayDeadLettersAsync(CancellationToken.None);

        await using var undisturbed = await Machine.StartAsync(Now);
        await undisturbed.BackfillAsync(Ask());
        Assert.Equal(await undisturbed.ExportAsync(), await machine.ExportAsync());
        Assert.Empty(machine.DeadLetters);
    }

    // Every sensor would fill the dead letters with all it has.
    [Fact]
    public async Task Table_ThatTakesNoOldRowsOfFiveSensors_EndsTheRun()
    {
        for (var sensor = 4; sensor <= 9; sensor++)
            _archive.Write(Day, "10", sensor);
        await using var machine = await Machine.StartAsync(Now);
        machine.Settings.Backfill.Concurrency = 1;
        await MakeTableWithoutMagneticWritesAsync(machine);

        var report = await machine.BackfillAsync(Ask() with { To = Day });

        Assert.Equal((BackfillState.TableFailed, "table_takes_no_old_rows", 5, 4), (report.State, report.Error!.Code, report.SensorsDone, report.FilesLeft));
        Assert.Equal(5 * 7, machine.DeadLetters.Count);
    }

    private BackfillRequest Ask() => _archive.Ask(Day, Day.AddDays(20));

    // As a table at AWS is unless its owner says otherwise.
    private static async Task MakeTableWithoutMagneticWritesAsync(Machine machine)
    {
        using var client = TimestreamClients.CreateWrite(machine.Settings.Timestream);
        await client.CreateDatabaseAsync(new CreateDatabaseRequest { DatabaseName = "air_quality" });
        await client.CreateTableAsync(new CreateTableRequest
        {
            DatabaseName = "air_quality",
            TableName = "readings",
            RetentionProperties = new RetentionProperties { MemoryStoreRetentionPeriodInHours = 24, MagneticStoreRetentionPeriodInDays = 3_650 },
        });
    }

    private async Task CompletesAsync(Machine machine)
    {
        await machine.RestartEngineAsync();
        machine.Settings.Timestream = machine.Settings.Timestream with { RetryBudget = 20 };
        var report = await machine.BackfillAsync(Ask());
        Assert.Equal((BackfillState.Done, 0), (report.State, report.FilesLeft));
        await using var undisturbed = await Machine.StartAsync(Now);
        await undisturbed.BackfillAsync(Ask());
        Assert.Equal(await undisturbed.ExportAsync(), await machine.ExportAsync());
        Assert.Empty(machine.DeadLetters);
    }
}
