using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Tests.Hosting;

namespace AirQuality.Jobs.Tests.Backfill.Sources;

/// <summary>An archive in a bucket, read by the real program from moto's S3.</summary>
public sealed class S3ArchiveTests(MotoServer moto) : IClassFixture<MotoServer>, IDisposable
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-5); // the table's window follows the real clock
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [MotoFact]
    public async Task Bucket_FillsTheTableAsTheFolderDoes()
    {
        var archive = new TestArchive(_folder);
        archive.Write(Day, "10", under: $"{Day:yyyy-MM-dd}");
        archive.Write(Day.AddDays(1), "20", under: $"{Day.AddDays(1):yyyy}/{Day.AddDays(1):yyyy-MM-dd}");
        archive.Write(Day.AddDays(2), "30");
        using var client = moto.Client();
        await client.PutBucketAsync("archive");
        foreach (var file in Directory.GetFiles(archive.Root, "*.csv", SearchOption.AllDirectories))
            await client.PutObjectAsync(new() { BucketName = "archive", Key = "a/b/" + Path.GetRelativePath(archive.Root, file), FilePath = file });

        var near = await BackfillAsync(archive.Root, "near");
        var far = await BackfillAsync("s3://archive/a/b/", "far");
        var again = await BackfillAsync("s3://archive/a/b/", "far");
        await client.PutObjectAsync(new() { BucketName = "archive", Key = $"a/b/{TestArchive.FileName(Day.AddDays(2), 1)}.csv", ContentBody = "changed" });
        var changed = await BackfillAsync("s3://archive/a/b/", "far");

        Assert.True(far.ExitCode == (int)ExitCode.Ok, far.ToString());
        Assert.Equal(near.Report["counts"]!.ToJsonString(), far.Report["counts"]!.ToJsonString());
        Assert.Equal(3, far.Report["counts"]!["files_read"]!.GetValue<int>());
        Assert.Equal("unchanged", again.Report["state"]!.GetValue<string>());
        Assert.Equal((int)ExitCode.Partial, changed.ExitCode);
        Assert.Equal("""{"foreign_header":1}""", changed.Report["counts"]!["files_damaged"]!.ToJsonString());
    }

    [MotoFact]
    public async Task Bucket_ThatIsNotThere_IsSaid()
    {
        var result = await BackfillAsync("s3://no-such-bucket/x", "none");

        Assert.Equal((int)ExitCode.Upstream, result.ExitCode);
        Assert.Contains("NoSuchBucket", result.Report["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private Task<ProcessResult> BackfillAsync(string source, string data) => AirQualityProcess.RunAsync(
        ["backfill", "--local", "--json", "--source", source, "--from", $"{Day:yyyy-MM-dd}", "--to", $"{Day.AddDays(3):yyyy-MM-dd}", "--data", _folder[data]],
        MotoServer.Variables(moto.Url));
}
