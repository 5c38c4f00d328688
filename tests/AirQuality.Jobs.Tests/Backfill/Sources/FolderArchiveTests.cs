using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Backfill.Sources;

public sealed class FolderArchiveTests : IDisposable
{
    private static readonly DateOnly Day = new(2018, 4, 2);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_GoesIntoTheFoldersOfTheDays()
    {
        var archive = new TestArchive(_folder);
        archive.Write(Day, "1", sensor: 1);
        archive.Write(Day, "1", sensor: 2, under: "2018-04-02");
        archive.Write(Day, [1], sensor: 3, under: "2018/2018-04-02", ending: ".csv.gz");
        archive.Write(Day.AddDays(1), "1", sensor: 4, under: "2018/2018-04-03");
        archive.Write(Day, "1", sensor: 5, under: "2017/2018-04-02");
        archive.Write(Day, "1", sensor: 6, under: "csv_per_month");
        File.WriteAllText(Path.Combine(archive.Root, "SOURCES.md"), "");

        Assert.Equal(
            ["2018-04-02_sds011_sensor_1.csv", "2018-04-02_sds011_sensor_2.csv", "2018-04-02_sds011_sensor_3.csv.gz"],
            (await ListAsync(archive.Root)).Select(file => file.FileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Tag_ChangesWithTheContent()
    {
        var archive = new TestArchive(_folder);
        archive.Write(Day, "1");
        var before = Assert.Single(await ListAsync(archive.Root)).Tag;
        archive.Write(Day, "1.5");

        Assert.NotEqual(before, Assert.Single(await ListAsync(archive.Root)).Tag);
    }

    [Fact]
    public async Task Read_OfAFileThatIsGone_IsNull()
    {
        using var source = new FolderArchive(_folder.Root);

        Assert.Null(await source.ReadAsync(_folder["gone.csv"], CancellationToken.None));
    }

    [Fact]
    public async Task Read_OfWhatIsNoFile_SaysWhich()
    {
        using var source = new FolderArchive(_folder.Root);

        var e = await Assert.ThrowsAsync<ArchiveException>(() => source.ReadAsync(_folder.Root, CancellationToken.None));

        Assert.Contains(_folder.Root, e.Message, StringComparison.Ordinal);
    }

    private static async Task<List<ListedFile>> ListAsync(string root)
    {
        using var source = new FolderArchive(root);
        return await source.ListAsync(Day, Day, CancellationToken.None).ToListAsync();
    }
}
