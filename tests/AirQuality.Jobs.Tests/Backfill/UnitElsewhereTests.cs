using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Tests.Hosting;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Tests.Backfill;

/// <summary>Units that travel as text to a worker, and reports that travel back, leave what the engine in one process leaves.</summary>
public sealed class UnitElsewhereTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2025, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly BackfillRequest Everything = new() { Source = TestArchive.Recorded, From = new(2017, 1, 1), To = new(2025, 6, 30) };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Units_DoneFromText_LeaveWhatTheEngineLeaves()
    {
        await using var here = await Machine.StartAsync(Now);
        await using var there = await Machine.StartAsync(Now);
        var expected = await here.BackfillAsync(Everything);
        await there.BackfillAsync(Everything with { From = new(2016, 1, 1), To = new(2016, 1, 1) }); // makes the table

        var tally = new BackfillTally(new BackfillReport { State = BackfillState.Done });
        var ledger = new BackfillLedger(new Manifests(_folder["manifest"]), new DeadLetters(_folder["dead-letter"]), tally);
        using var source = new FolderArchive(Everything.Source);
        var listing = await ArchiveListing.ReadAsync(source, Everything, CancellationToken.None);
        tally.Count(listing);
        var texts = new List<string>();
        foreach (var (sensor, files) in listing.Sensors)
            texts.Add((await ledger.BeginAsync(sensor, files, Everything, null))!.ToJson());
        foreach (var report in await Task.WhenAll(texts.Select(text => WorkAsync(text, there))))
        {
            var back = UnitReport.FromJson(report);
            foreach (var batch in back.Batches)
                await ledger.KeepAsync(back.UnitId, batch);
            ledger.End(back.Outcome);
        }

        Assert.Equal(await here.ExportAsync(), await there.ExportAsync());
        Assert.True(tally.Report.SumsHold);
        Assert.Equal(expected.Counts.Stored, tally.Report.Counts.Stored);
        Assert.Equal(expected.Counts.FilteredValues, tally.Report.Counts.FilteredValues);
        Assert.Single(DataFolderState.Lines(_folder["dead-letter"]));
        foreach (var (sensor, files) in listing.Sensors)
            Assert.Null(await ledger.BeginAsync(sensor, files, Everything, null));
    }

    private static async Task<string> WorkAsync(string text, Machine machine)
    {
        var unit = BackfillUnit.FromJson(text);
        await using var table = await TableConnection.OpenAsync(machine.Settings, local: false, machine.Time, CancellationToken.None);
        using var source = ArchiveSources.Open(TestArchive.Recorded, machine.Settings, machine.Time);
        var batches = new List<SettledBatch>();
        var outcome = await new SensorBackfill(table.Writer, new WritePacer(null, machine.Time), machine.Time).RunAsync(
            unit,
            source,
            batch =>
            {
                batches.Add(batch);
                return Task.CompletedTask;
            },
            CancellationToken.None);
        return new UnitReport(unit.Id, batches, outcome).ToJson();
    }
}
