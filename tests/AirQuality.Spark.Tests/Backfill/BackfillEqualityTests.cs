using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Tests.Backfill;
using AirQuality.Jobs.Tests.Hosting;
using AirQuality.Spark.Tests.Hosting;

namespace AirQuality.Spark.Tests.Backfill;

/// <summary>A backfill on Spark leaves what one in this process leaves.</summary>
[Collection(SharedDriver.Name)]
public sealed class BackfillEqualityTests(SparkDriver driver) : IDisposable
{
    private static readonly DateTimeOffset Now = new(2025, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly BackfillRequest Everything = new() { Source = TestArchive.Recorded, From = new(2017, 1, 1), To = new(2025, 6, 30) };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SparkFact]
    public async Task EveryRecordedFile_BothEngines_LeaveTheSameRowsAndReports()
    {
        await using var local = await Machine.StartAsync(Now);
        await using var spark = await Machine.StartAsync(Now);
        spark.Engine = driver.EngineAt(spark.Time);

        var (expected, actual) = (await local.BackfillAsync(Everything), await spark.BackfillAsync(Everything));

        Assert.True(expected.Counts.Stored > 50, expected.ToJson());
        Assert.Equal(Comparable(expected), Comparable(actual));
        Assert.Equal(await local.ExportAsync(), await spark.ExportAsync());
        Assert.Equal(Comparable(local.DeadLetters), Comparable(spark.DeadLetters));
        Assert.Equal(BackfillState.Unchanged, (await spark.BackfillAsync(Everything)).State);
    }

    [SparkFact]
    public async Task DamagedFiles_BothEngines_CountThemByReason()
    {
        var archive = new TestArchive(_folder);
        archive.Write(new(2018, 4, 1), "20");
        archive.Write(new(2018, 4, 2), [], sensor: 2);
        archive.Write(new(2018, 4, 2), "a,b,c\n1,2,3\n"u8.ToArray(), sensor: 3);
        archive.Write(new(2018, 4, 2), [0x1F, 0x8B, 8, 0], sensor: 4, ending: ".csv.gz");
        await using var local = await Machine.StartAsync(Now);
        await using var spark = await Machine.StartAsync(Now);
        spark.Engine = driver.EngineAt(spark.Time);

        var request = archive.Ask(new(2018, 4, 1), new(2018, 4, 2));
        var (expected, actual) = (await local.BackfillAsync(request), await spark.BackfillAsync(request));

        Assert.Equal(3, BackfillCounts.Sum(expected.Counts.FilesDamaged));
        Assert.Equal(Comparable(expected), Comparable(actual));
        Assert.Equal(await local.ExportAsync(), await spark.ExportAsync());
    }

    private static string Comparable(BackfillReport report) => (report with { Milliseconds = 0, Target = null }).ToJson();

    private static IEnumerable<string> Comparable(IReadOnlyList<string> letters) =>
        letters.Select(letter => letter[..letter.IndexOf("\"at\":", StringComparison.Ordinal)]).Order(StringComparer.Ordinal);
}
