using AirQuality.Core.Tests.Archive;
using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Backfill;

/// <summary>The archive through the engine into the local Timestream.</summary>
public sealed class BackfillTests : IDisposable
{
    private const string Rows = "SELECT sensor_id, time, aqi_pm10, aqi_pm25, location_id, averaging_minutes FROM \"air_quality\".\"readings\"";
    private static readonly DateTimeOffset Now = new(2025, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2025, 3, 10);
    private static readonly BackfillRequest Everything = new() { Source = TestArchive.Recorded, From = new(2017, 1, 1), To = new(2025, 6, 30) };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RecordedFiles_BecomeTheRowsOfAnIndependentComputation()
    {
        await using var machine = await Machine.StartAsync(Now);

        var report = await machine.BackfillAsync(Everything);

        var expected = TestArchive.RecordedUnits().SelectMany(unit => ArchiveOracle.HoursOf(unit).Select(hour =>
            FormattableString.Invariant($"{unit.Key.SensorId}|{hour.Time:yyyy-MM-dd HH:mm:ss}.000000000|{hour.Pm10}|{hour.Pm25}|{hour.Location}|1440"))).ToList();
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await machine.QueryAsync(Rows)).Order(StringComparer.Ordinal));
        Assert.Equal((BackfillState.Done, 22, 22, expected.Count), (report.State, report.Files, report.Counts.FilesRead, report.Counts.Stored));
        Assert.Equal(570, report.Counts.RowsMalformed["bad_coordinates"]);
        Assert.Contains("2021-04-26_sps30_sensor_61354.csv", Assert.Single(machine.DeadLetters), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Again_ReadsNothingAndChangesNothing()
    {
        await using var machine = await Machine.StartAsync(Now);
        await machine.BackfillAsync(Everything);
        var before = await machine.ExportAsync();

        var again = await machine.BackfillAsync(Everything);

        Assert.Equal((BackfillState.Unchanged, 22, 0, 0), (again.State, again.FilesFinishedBefore, again.Counts.Bytes, again.Counts.Stored));
        Assert.Equal(before, await machine.ExportAsync());
    }

    // The first run lost its manifest: every hour is written again, with the same version and values.
    [Fact]
    public async Task Again_WithoutTheManifest_RewritesTheSameRows()
    {
        await using var machine = await Machine.StartAsync(Now);
        var first = await machine.BackfillAsync(Everything);
        var before = await machine.ExportAsync();
        Directory.Delete(Path.Combine(machine.Settings.Data, "backfill"), recursive: true);

        var again = await machine.BackfillAsync(Everything);

        Assert.Equal((BackfillState.Done, first.Counts.Stored), (again.State, again.Counts.Stored));
        Assert.Equal(before, await machine.ExportAsync());
    }

    [Fact]
    public async Task Ranges_OneAfterTheOther_AreTheWholeRange()
    {
        var archive = new TestArchive(_folder);
        for (var i = 0; i < 6; i++)
            archive.Write(Day.AddDays(i), $"{10 + 7 * i}", hours: i == 3 ? 9 : 24);
        await using var parts = await Machine.StartAsync(Now);
        await using var whole = await Machine.StartAsync(Now);

        await parts.BackfillAsync(archive.Ask(Day.AddDays(4), Day.AddDays(6)));
        var second = await parts.BackfillAsync(archive.Ask(Day, Day.AddDays(2)));
        var third = await parts.BackfillAsync(archive.Ask(Day, Day.AddDays(6)));
        var once = await whole.BackfillAsync(archive.Ask(Day, Day.AddDays(6)));

        Assert.Equal((3, 0), (second.Counts.FilesRead, second.Counts.WarmUpFiles));
        Assert.Equal((1, 1, 5), (third.Counts.FilesRead, third.Counts.WarmUpFiles, third.FilesFinishedBefore));
        Assert.Equal(await whole.ExportAsync(), await parts.ExportAsync());
        Assert.Equal(7 * 24, once.Counts.Hours);
    }

    [Fact]
    public async Task File_ThatChanged_ReplacesItsHoursAndTheNextDays()
    {
        var archive = new TestArchive(_folder);
        for (var i = 0; i < 4; i++)
            archive.Write(Day.AddDays(i), "10");
        await using var machine = await Machine.StartAsync(Now);
        await machine.BackfillAsync(archive.Ask(Day, Day.AddDays(3)));
        archive.Write(Day.AddDays(1), "90.25"); // longer, so that its tag differs whatever the clock of the disk

        var again = await machine.BackfillAsync(archive.Ask(Day, Day.AddDays(3)));

        Assert.Equal((2, 1, 2), (again.Counts.FilesRead, again.Counts.WarmUpFiles, again.FilesFinishedBefore));
        Assert.Empty(again.Counts.Rejected);
        await using var fresh = await Machine.StartAsync(Now);
        await fresh.BackfillAsync(archive.Ask(Day, Day.AddDays(3)));
        Assert.Equal(await fresh.ExportAsync(), await machine.ExportAsync());
    }

    [Fact]
    public async Task File_ThatComesLate_CompletesTheHoursAfterIt()
    {
        var archive = new TestArchive(_folder);
        archive.Write(Day, "10");
        archive.Write(Day.AddDays(2), "30");
        await using var machine = await Machine.StartAsync(Now);
        var first = await machine.BackfillAsync(archive.Ask(Day, Day.AddDays(3)));
        archive.Write(Day.AddDays(1), "20");

        var again = await machine.BackfillAsync(archive.Ask(Day, Day.AddDays(3)));

        Assert.Equal(7 + 6 + 7 + 6, first.Counts.Stored);
        Assert.Equal(24 + 24, again.Counts.Stored);
        await using var fresh = await Machine.StartAsync(Now);
        await fresh.BackfillAsync(archive.Ask(Day, Day.AddDays(3)));
        Assert.Equal(await fresh.ExportAsync(), await machine.ExportAsync());
    }

    [Fact]
    public async Task DamagedFiles_AreCountedByReasonAndTheRestGoesOn()
    {
        var archive = new TestArchive(_folder);
        archive.Write(Day, "10");
        archive.Write(Day.AddDays(1), [], ending: ".csv.gz");
        archive.Write(Day.AddDays(2), ArchiveText.Gzip(ArchiveText.File(ArchiveText.Hours(Day.AddDays(2), 0, 24, "20")))[..40], ending: ".csv.gz");
        archive.Write(Day.AddDays(3), "date,temp\n1,2\n"u8.ToArray());
        archive.Write(Day.AddDays(4), ArchiveText.File(["nonsense", .. ArchiveText.Hours(Day.AddDays(4), 0, 24, "20")]));
        archive.Write(Day.AddDays(5), "30", under: "2025");
        archive.Write(Day.AddDays(5), "40");
        File.WriteAllText(Path.Combine(archive.Root, "2025-03_sds011.csv"), "");
        await using var machine = await Machine.StartAsync(Now);

        var report = await machine.BackfillAsync(archive.Ask(Day, Day.AddDays(5)));

        Assert.Equal(8, report.Files);
        Assert.Equal(["cut_short 1", "empty 1", "foreign_header 1"], report.Counts.FilesDamaged.Select(reason => $"{reason.Key} {reason.Value}").Order());
        Assert.Equal(["wrong_column_count 1"], report.Counts.RowsMalformed.Select(reason => $"{reason.Key} {reason.Value}"));
        Assert.Equal((3, 1, 1, 0), (report.Counts.FilesRead, report.FilesSecondCopy, report.FilesBadName, report.FilesLeft));
        Assert.Equal(4, machine.DeadLetters.Count);
        Assert.Equal((BackfillState.Unchanged, 0), ((await machine.BackfillAsync(archive.Ask(Day, Day.AddDays(5)))).State, 0));
        Assert.Equal(4, machine.DeadLetters.Count);
    }

    [Fact]
    public async Task Filters_TakeWhatIsAskedFor()
    {
        await using var machine = await Machine.StartAsync(Now);

        var types = await machine.BackfillAsync(Everything with { SensorTypes = new HashSet<string> { "bme280", "dht22" } });
        var sensor = await machine.BackfillAsync(Everything with { Sensors = new HashSet<long> { 82312 } });

        // 82313 has sixteen hours of one day.
        Assert.Equal(["16423", "25556", "5332", "82312"], (await machine.QueryAsync("SELECT DISTINCT sensor_id FROM \"air_quality\".\"readings\"")).Order(StringComparer.Ordinal));
        Assert.Equal((7, 2), (types.Files, sensor.Files));
    }

    // The sensor moved from Yekaterinburg to the Kola peninsula on that day.
    [Fact]
    public async Task Area_IsJudgedByTheHoursOwnPlace_AndALargerOneCompletesIt()
    {
        await using var machine = await Machine.StartAsync(Now);
        var kola = Everything with { Sensors = new HashSet<long> { 82312, 82313 }, Area = new BoundingBox(67, 33, 68, 34) };

        var inside = await machine.BackfillAsync(kola);
        var insideRows = await machine.QueryAsync("SELECT DISTINCT location_id FROM \"air_quality\".\"readings\"");
        var again = await machine.BackfillAsync(kola);
        var all = await machine.BackfillAsync(kola with { Area = null });

        Assert.True(inside.Counts.Filtered["outside_area"] > 0);
        Assert.Equal(["79934"], insideRows);
        Assert.Equal(BackfillState.Unchanged, again.State);
        Assert.Equal(inside.Counts.Stored + inside.Counts.Filtered["outside_area"], all.Counts.Stored);
        Assert.Empty(all.Counts.Rejected);
        Assert.Equal(BackfillState.Unchanged, (await machine.BackfillAsync(kola)).State);
    }

    // The archive gets a day's file on the next morning; what lies in today's place is not a day yet.
    [Fact]
    public async Task Today_IsNotDoneYet()
    {
        var archive = new TestArchive(_folder);
        for (var i = 0; i < 3; i++)
            archive.Write(Day.AddDays(i), "10");
        await using var machine = await Machine.StartAsync(new DateTimeOffset(Day.AddDays(1), new TimeOnly(23, 0), TimeSpan.Zero));

        var today = await machine.BackfillAsync(archive.Ask(Day, Day.AddDays(9)));
        machine.Time.Step(TimeSpan.FromHours(2));
        var tomorrow = await machine.BackfillAsync(archive.Ask(Day, Day.AddDays(9)));

        Assert.Equal((1, 7, Day), (today.Files, today.Counts.Stored, today.To));
        Assert.Equal((2, 1, 24), (tomorrow.Files, tomorrow.Counts.FilesRead, tomorrow.Counts.Stored));
        Assert.Empty(machine.DeadLetters);
    }

    [Fact]
    public async Task Nothing_ToBeFound_IsItsOwnState()
    {
        await using var machine = await Machine.StartAsync(Now);

        var report = await machine.BackfillAsync(Everything with { From = new(2016, 1, 1), To = new(2016, 1, 31) });

        Assert.Equal((BackfillState.Empty, "archive_empty"), (report.State, report.Error!.Code));
    }
}
