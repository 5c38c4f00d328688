using System.IO.Compression;
using System.Text;
using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Tests.Hosting;
using Amazon.S3;

namespace AirQuality.Jobs.Tests.Landing;

/// <summary>A feed in a bucket, read by the real program from moto's S3.</summary>
public sealed class S3FeedTests(MotoServer moto) : IClassFixture<MotoServer>, IDisposable
{
    private const string Bucket = "feeds";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [MotoFact]
    public async Task Object_IsStoredThenUnchangedThenChanged()
    {
        const string key = "landing/of Milan?.json";
        using var client = await ClientAsync();
        await PutAsync(client, key, await File.ReadAllBytesAsync(Fixtures.Milan2020));

        var first = await CycleAsync(key);
        var again = await CycleAsync(key);
        await PutAsync(client, key, Gzip(Encoding.UTF8.GetBytes(FeedText.Feed(FeedText.Entry(1, "2024-02-29 23:59:59")))));
        var changed = await CycleAsync(key);

        Assert.True(first.ExitCode == (int)ExitCode.Ok, first.ToString());
        Assert.Equal(77, first.Report["stored"]!.GetValue<int>());
        Assert.Equal("unchanged", again.Report["state"]!.GetValue<string>());
        Assert.Equal(0, again.Report["entries"]!.GetValue<int>()); // told by its tag, not by reading it again
        Assert.Equal(1, changed.Report["entries"]!.GetValue<int>());
        Assert.Equal(1, changed.Report["stored"]!.GetValue<int>());
    }

    [MotoFact]
    public async Task Object_TheSameAsTheFile_LeavesTheSameRows()
    {
        using var client = await ClientAsync();
        await PutAsync(client, "data.json.gz", Gzip(await File.ReadAllBytesAsync(Fixtures.Milan2020)));

        await CycleAsync("data.json.gz");
        await AirQualityProcess.RunAsync(["cycle", "--json", "--feed", Fixtures.Milan2020, "--data", _folder["near"]]);

        var far = (await DataFolderState.ReadAsync(_folder["data"])).Rows;
        Assert.Equal(77, far.Count);
        Assert.Equal((await DataFolderState.ReadAsync(_folder["near"])).Rows, far);
    }

    [MotoFact]
    public async Task Object_MissingTooLargeOrCut_EndsWith4AndLandsNothing()
    {
        using var client = await ClientAsync();
        var milan = await File.ReadAllBytesAsync(Fixtures.Milan2020);
        await PutAsync(client, "large.json", milan);
        await PutAsync(client, "cut.json.gz", Gzip(milan)[..^3]);

        AssertFailed("feed_unavailable", "NoSuchKey", await CycleAsync("none.json"));
        AssertFailed("feed_unavailable", "NoSuchBucket", await CycleAsync("x.json", bucket: "no-such-bucket"));
        AssertFailed("feed_too_large", "Feed:MaxBytes", await CycleAsync("large.json", ("AIRQUALITY_Feed__MaxBytes", "2048")));
        AssertFailed("feed_bad_gzip", "cut short", await CycleAsync("cut.json.gz"));

        Assert.Equal(0, DataFolderState.Files(Path.Combine(_folder["data"], "landing"), "*"));
    }

    private async Task<AmazonS3Client> ClientAsync()
    {
        var client = moto.Client();
        await client.PutBucketAsync(Bucket);
        return client;
    }

    private static async Task PutAsync(AmazonS3Client client, string key, byte[] content) =>
        await client.PutObjectAsync(new() { BucketName = Bucket, Key = key, InputStream = new MemoryStream(content) });

    private Task<ProcessResult> CycleAsync(string key, (string, string)? setting = null, string bucket = Bucket) => AirQualityProcess.RunAsync(
        ["cycle", "--json", "--feed", $"s3://{bucket}/{key}", "--data", _folder["data"]],
        [.. MotoServer.Variables(moto.Url), setting ?? ("AIRQUALITY_Feed__Attempts", "1")]);

    private static void AssertFailed(string code, string word, ProcessResult result)
    {
        Assert.True(result.ExitCode == (int)ExitCode.Upstream, result.ToString());
        Assert.Equal(code, result.Report["error"]!["code"]!.GetValue<string>());
        Assert.Contains(word, result.Report["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
