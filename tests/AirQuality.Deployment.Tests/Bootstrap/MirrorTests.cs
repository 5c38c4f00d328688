using System.Runtime.Versioning;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Bootstrap;

/// <summary>The bucket follows the data folder, and never has less than the folder is worth.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class MirrorTests : IDisposable
{
    private readonly Node _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task Folder_NeverRestored_IsNotCopied()
    {
        _node.Write("fakes/buckets/fleet-1/data/spool/older.json", "[0]");
        _node.Write("root/mnt/airquality/spool/mine.json", "[1]");

        var result = await _node.MirrorAsync();

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("was not restored yet; nothing is copied", result.Error, StringComparison.Ordinal);
        Assert.Empty(_node.TakeCalls());
    }

    [Fact]
    public async Task Folder_OfAnotherBucket_IsNotCopied()
    {
        Restore();

        var result = await _node.MirrorAsync("s3://fleet-2/data");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("was restored from s3://fleet-1/data, not from s3://fleet-2/data", result.Error, StringComparison.Ordinal);
        Assert.Empty(_node.TakeCalls());
    }

    [Fact]
    public async Task Folder_TakenOverByALaterCluster_IsNotCopied()
    {
        Restore();
        _node.Write("root/mnt/airquality/spool/mine.json", "[1]");
        _node.Write("fakes/buckets/fleet-1/data/spool/later.json", "[2]");
        _node.Write("fakes/buckets/fleet-1/data/.owner", "a later one\n");

        var result = await _node.MirrorAsync();

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("another cluster has taken s3://fleet-1/data over since", result.Error, StringComparison.Ordinal);
        Assert.Equal(["spool/later.json"], InBucket());
    }

    [Fact]
    public async Task Folder_Mirrored_TheBucketFollowsFilesAndDeletions()
    {
        Restore();
        foreach (var path in (string[])["landing/2026/01/a.json.gz", "landing/.incoming-1", "landing/2026/.incoming-2", "dead-letter/a.jsonl", "spool/a.json", "spool/b.json", "backfill/manifest.json", "cycle.lock", "other/x"])
            _node.Write("root/mnt/airquality/" + path, path);
        await MirrorWellAsync();
        File.Delete(_node["mnt/airquality/spool/a.json"]);

        await MirrorWellAsync();

        Assert.Equal(["backfill/manifest.json", "dead-letter/a.jsonl", "landing/2026/01/a.json.gz", "spool/b.json"], InBucket());
        Assert.False(_node.Has("mnt/airquality/.mirror"));
        Assert.Equal(10, _node.TakeCalls().Count);
    }

    [Fact]
    public async Task EmptiedFolder_Mirrored_EmptiesItsPlace()
    {
        Restore();
        _node.Write("root/mnt/airquality/spool/a.json", "[]");
        await MirrorWellAsync();
        File.Delete(_node["mnt/airquality/spool/a.json"]);

        await MirrorWellAsync();

        Assert.Empty(InBucket());
    }

    [Fact]
    public async Task MissingFolder_Mirrored_LeavesItsPlaceAlone()
    {
        Restore();
        _node.Write("fakes/buckets/fleet-1/data/spool/older.json", "[0]");

        await MirrorWellAsync();

        Assert.Equal(["spool/older.json"], InBucket());
    }

    [Fact]
    public async Task SpooledBatch_BecomesADeadLetterMeanwhile_IsNotLostFromTheBucket()
    {
        Restore();
        _node.Write("root/mnt/airquality/spool/a.json", "[]");
        _node.Write("root/mnt/airquality/dead-letter/earlier.jsonl", "{}");
        await MirrorWellAsync();
        // Between the copies of dead-letter/ and of spool/, a replay gives the batch up.
        Hook("spool", $"echo '{{}}' > '{_node["mnt/airquality/dead-letter/a.jsonl"]}'; rm -f '{_node["mnt/airquality/spool/a.json"]}'");

        await MirrorWellAsync();
        var meanwhile = InBucket();
        await MirrorWellAsync();

        Assert.Equal(["dead-letter/earlier.jsonl", "spool/a.json"], meanwhile);
        Assert.Equal(["dead-letter/a.jsonl", "dead-letter/earlier.jsonl"], InBucket());
    }

    [Theory]
    [InlineData("landing")]
    [InlineData("dead-letter")]
    [InlineData("backfill")]
    public async Task Copy_Fails_TheSpoolIsNotTakenFromTheBucket(string failing)
    {
        Restore();
        foreach (var folder in (string[])["landing", "dead-letter", "backfill", "spool"])
            _node.Write($"root/mnt/airquality/{folder}/a", "");
        await MirrorWellAsync();
        File.Delete(_node["mnt/airquality/spool/a"]);
        _node.Spoil(failing, "fail", times: 1);

        var result = await _node.MirrorAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"/{failing}' was not copied", result.Error, StringComparison.Ordinal);
        Assert.Contains("spool/a", InBucket());
        Assert.False(_node.Has("mnt/airquality/.mirror"));
    }

    [Fact]
    public async Task TwoRuns_AtOnce_TheSecondLeavesItToTheFirst()
    {
        Restore();
        _node.Write("root/mnt/airquality/landing/a", "");
        Hook("landing", $"bash '{Fixtures.File("bootstrap", "mirror.sh")}' '{_node["mnt/airquality"]}' {Node.Data} 2>> '{_node.Fakes}/second'");

        await MirrorWellAsync();

        Assert.Contains("another run is at it", await File.ReadAllTextAsync(Path.Combine(_node.Fakes, "second")), StringComparison.Ordinal);
        Assert.Equal(["s3 cp", "s3 sync"], _node.TakeCalls().Select(call => string.Join(' ', call.Split(' ')[..2])));
    }

    [Theory]
    [InlineData]
    [InlineData("/mnt/airquality")]
    [InlineData("/mnt/airquality", "s3://fleet-1")]
    [InlineData("/mnt/airquality", "fleet-1/data")]
    public async Task WrongArguments_Called_AreRefused(params string[] arguments)
    {
        var result = await _node.RunAsync("bootstrap/mirror.sh", arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("mirror.sh: ", result.Error, StringComparison.Ordinal);
    }

    private void Restore()
    {
        _node.Write("root/mnt/airquality/.restored", Node.Data + "\n");
        foreach (var place in (string[])["root/mnt/airquality", "fakes/buckets/fleet-1/data"])
            _node.Write(place + "/.owner", "this one\n");
    }

    private async Task MirrorWellAsync()
    {
        var result = await _node.MirrorAsync();
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    private void Hook(string folder, string command)
    {
        _node.Write($"fakes/before-{folder}", $"#!/bin/bash\n{command}\n");
        File.SetUnixFileMode(Path.Combine(_node.Fakes, "before-" + folder), (UnixFileMode)0b111_101_101);
    }

    private List<string> InBucket()
    {
        var root = Path.Combine(_node.Bucket, "data");
        return [.. Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path)).Where(path => path != ".owner").Order(StringComparer.Ordinal)];
    }
}
