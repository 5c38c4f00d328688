using AirQuality.Core.Archive;
using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Settings;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Backfill;

/// <summary>Which days are to be done, which only read, and which were done.</summary>
public sealed class SensorPlanTests
{
    private static readonly DateOnly Day = new(2025, 3, 10);
    private static readonly BackfillRequest Ask = new() { Source = "", From = Day, To = Day.AddDays(5) };

    [Fact]
    public void Days_AreThoseWithAFile_AndThoseAfterOne() =>
        Assert.Equal(["-1 read", "0 1441", "1 1441 none", "4 1441", "5 1441 none"], Days(PlanOf(null, -1, 0, 4)));

    [Fact]
    public void DayBefore_WithoutAFileOfItsOwnRange_IsNotDone() =>
        Assert.Equal(["-1 read", "0 1441 none"], Days(PlanOf(null, -1)));

    [Fact]
    public void Finished_DaysAreLeftOut_AndReadWhereTheNextDayNeedsThem()
    {
        var first = PlanOf(null, 0, 1, 2);

        var next = PlanOf(Finish(first), 0, 1, 2, 3);

        Assert.Equal(["2 read", "3 1442", "4 1441 none"], Days(next)); // day 3 was done before as the day after day 2
        Assert.Equal(3, next.FilesFinished);
    }

    // Killed, and the file changed before it was run again: what was written by halves must be outranked too.
    [Fact]
    public void Begun_DaysKeepTheirVersion_UnlessTheirFilesHaveChanged()
    {
        var begun = PlanOf(null, 0, 1).Begun;

        Assert.Equal(["0 1441", "1 1441", "2 1441 none"], Days(PlanOf(begun, 0, 1)));
        Assert.Equal(["0 1441", "1 1442", "2 1442 none"], Days(SensorPlan.Of(1, "sds011", Files(0, 1, changed: 1), Ask, begun, null)));
    }

    [Fact]
    public void Known_OfTheManifest_OutlivesWhatTheTableSaysLater()
    {
        var begun = SensorPlan.Of(1, "sds011", Files(0), Ask, null, null).Begun;

        Assert.Null(SensorPlan.Of(1, "sds011", Files(0), Ask, begun, new KnownSensor("SDS011", "1")).Unit.Known);
        Assert.Equal("1", SensorPlan.Of(1, "sds011", Files(0), Ask, null, new KnownSensor("SDS011", "1")).Unit.Known!.SensorPin);
    }

    [Fact]
    public async Task Manifest_ThatWasEdited_IsNamed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("1-sds011.json", "{");

        var e = await Assert.ThrowsAsync<ConfigurationException>(() => new Manifests(folder.Root).ReadAsync("1-sds011"));

        Assert.Contains("1-sds011.json", e.Message, StringComparison.Ordinal);
    }

    private static SensorPlan PlanOf(SensorManifest? manifest, params int[] days) => SensorPlan.Of(1, "sds011", Files(days), Ask, manifest, null);

    private static SensorManifest Finish(SensorPlan plan) =>
        plan.Begun with { Days = [.. plan.Begun.Days.Select(day => day with { Finished = true })] };

    private static Dictionary<DateOnly, ArchiveFile> Files(params int[] days) => days.ToDictionary(Day.AddDays, day => FileOf(day, "tag"));

    private static Dictionary<DateOnly, ArchiveFile> Files(int first, int second, int changed)
    {
        var files = Files(first, second);
        files[Day.AddDays(changed)] = FileOf(changed, "other");
        return files;
    }

    private static ArchiveFile FileOf(int day, string tag) => new(new ArchiveFileName(Day.AddDays(day), "sds011", 1, false), $"{day}.csv", tag);

    private static IEnumerable<string> Days(SensorPlan plan) => plan.Unit.Days.Select(day =>
        $"{day.Day.DayNumber - Day.DayNumber} {(day.IsWarmUp ? "read" : $"{day.Version}")}{(day.File is null ? " none" : "")}");
}
