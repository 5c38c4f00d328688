using System.Runtime.Versioning;

namespace AirQuality.Deployment.Tests.Bootstrap;

/// <summary>What goes wrong on a node ends its set-up with one clear line, and leaves nothing half-made.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class NodeFailureTests
{
    private const string Program = "airquality-spark-linux-arm64.zip";
    private const string Runtime = "aspnetcore-runtime-10.0.9-linux-arm64.tar.gz";

    [Theory]
    [InlineData(Program, "corrupt")]
    [InlineData(Runtime, "cut")]
    [InlineData("SHA256SUMS", "fail")]
    [InlineData("data", "fail")]
    public async Task Download_SpoiledTwice_IsTriedAgain(string name, string fault)
    {
        using var node = new Node();
        var version = new PublishedVersion().WriteTo(node);
        node.Spoil(name, fault, times: 2);

        var result = await node.InstallAsync(version);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("failed (try 2 of 4)", result.Output, StringComparison.Ordinal);
        Assert.True(node.Has("mnt/airquality/.restored"));
    }

    [Theory]
    [InlineData(Program, "corrupt", "its SHA-256 is")]
    [InlineData(Program, "cut", "its SHA-256 is")]
    [InlineData(Runtime, "corrupt", "its SHA-256 is")]
    [InlineData("SHA256SUMS", "corrupt", "its SHA-256 is")]
    [InlineData("worker-linux-arm64.zip", "fail", "(503)")]
    public async Task Download_AlwaysSpoiled_FailsAndTheNextRunIsGood(string name, string fault, string says)
    {
        using var node = new Node();
        var version = new PublishedVersion().WriteTo(node);
        node.Spoil(name, fault, times: 4);

        var result = await node.InstallAsync(version);

        AssertFailed(node, result, 1, $"download of s3://fleet-1/artifacts/{version}/{name} failed 4 times");
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.False(node.Has("opt/airquality"));
        Assert.Equal(0, (await node.InstallAsync(version)).ExitCode);
    }

    [Fact]
    public async Task List_OfAnotherVersion_IsRefused()
    {
        using var node = new Node();
        var version = new PublishedVersion("one").WriteTo(node);
        var other = new PublishedVersion("two").WriteTo(node);
        File.Copy(Path.Combine(node.Bucket, "artifacts", other, "SHA256SUMS"), Path.Combine(node.Bucket, "artifacts", version, "SHA256SUMS"), overwrite: true);

        var result = await node.InstallAsync(version);

        AssertFailed(node, result, 1, $"its SHA-256 is {other}");
        Assert.False(node.Has("opt/dotnet"));
    }

    [Theory]
    [InlineData(Program)]
    [InlineData(Runtime)]
    [InlineData("worker-linux-arm64.zip")]
    [InlineData("microsoft-spark-3-5_2.12-2.3.1.jar")]
    [InlineData("mirror.sh")]
    public async Task Version_WithoutAFile_IsRefused(string name)
    {
        using var node = new Node();

        var result = await node.InstallAsync(new PublishedVersion { [name] = null }.WriteTo(node));

        AssertFailed(node, result, 3, "publish it whole (emr/publish.sh)");
        Assert.False(node.Has("opt/airquality"));
    }

    [Fact]
    public async Task Bucket_WithoutAListedFile_Fails()
    {
        using var node = new Node();
        var version = new PublishedVersion().WriteTo(node);
        File.Delete(Path.Combine(node.Bucket, "artifacts", version, Program));

        var result = await node.InstallAsync(version);

        AssertFailed(node, result, 1, "(404)");
    }

    [Theory]
    [InlineData(Program)]
    [InlineData(Runtime)]
    public async Task Archive_ThatIsNone_IsRefused(string name)
    {
        using var node = new Node();

        var result = await node.InstallAsync(new PublishedVersion { [name] = "no archive"u8.ToArray() }.WriteTo(node));

        AssertFailed(node, result, 1, $"{name} cannot be unpacked");
        Assert.False(node.Has("opt/airquality"));
    }

    [Theory]
    [InlineData("echo 'cannot execute binary file' >&2; exit 126", "does not run on this node: cannot execute binary file")]
    [InlineData("echo 'Microsoft.NETCore.App 8.0.1 [/opt]'", "brings no Microsoft.NETCore.App 10")]
    public async Task Runtime_ThatDoesNotFit_IsNotInstalled(string dotnet, string says)
    {
        using var node = new Node();

        var result = await node.InstallAsync(new PublishedVersion(dotnet: dotnet).WriteTo(node));

        AssertFailed(node, result, 3, says);
        Assert.False(node.Has("opt/dotnet"));
    }

    [Fact]
    public async Task WorkerOfAnotherVersion_IsRefusedAndTheInstalledVersionStays()
    {
        using var node = new Node();
        await node.InstallAsync(new PublishedVersion("one").WriteTo(node));
        var before = await node.SnapshotAsync();

        var result = await node.InstallAsync(new PublishedVersion("two", worker: "2.1.0").WriteTo(node));

        AssertFailed(node, result, 3, "the worker is version 2.1.0");
        Assert.Equal(before, await node.SnapshotAsync());
    }

    [Fact]
    public async Task Disk_NotWritable_Fails()
    {
        using var node = new Node();
        node.Write("root/opt", "no folder");

        var result = await node.InstallAsync(new PublishedVersion().WriteTo(node));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("/opt cannot be written", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processor_WithoutPublishedFiles_IsRefused()
    {
        using var node = new Node("riscv64");

        AssertFailed(node, await node.InstallAsync(new PublishedVersion().WriteTo(node)), 3, "nothing published for riscv64");
    }

    [Fact]
    public async Task NodeWithoutItsDescription_Fails()
    {
        using var node = new Node();
        File.Delete(node["mnt/var/lib/info/instance.json"]);

        AssertFailed(node, await node.InstallAsync(new PublishedVersion().WriteTo(node)), 3, "instance.json, which says whether this is the primary node");
    }

    [Fact]
    public async Task Restore_Failing_LeavesNothingThatCouldBeMirrored()
    {
        using var node = new Node();
        var version = new PublishedVersion().WriteTo(node);
        node.Spoil("data", "fail", times: 4);

        AssertFailed(node, await node.InstallAsync(version), 1, $"restoring from {Node.Data} failed 4 times");
        Assert.False(node.Has("mnt/airquality"));
        Assert.False(node.Has("etc/systemd/system/airquality-mirror.timer"));
        Assert.Equal(0, (await node.InstallAsync(version)).ExitCode);
    }

    [Fact]
    public async Task DataFolder_OfAnotherBucket_IsNotTaken()
    {
        using var node = new Node();
        var version = new PublishedVersion().WriteTo(node);
        await node.InstallAsync(version);

        AssertFailed(node, await node.InstallAsync(version, "s3://fleet-2/data"), 3, "was restored from s3://fleet-1/data, not from s3://fleet-2/data");
    }

    [Fact]
    public async Task DataFolder_NeverRestored_IsNotTaken()
    {
        using var node = new Node();
        node.Write("root/mnt/airquality/spool/a.json", "[]");

        AssertFailed(node, await node.InstallAsync(new PublishedVersion().WriteTo(node)), 3, "holds files, but was never restored");
        Assert.True(node.Has("mnt/airquality/spool/a.json"));
    }

    [Theory]
    [InlineData]
    [InlineData("s3://fleet-1/artifacts/0123456789abcdef")]
    [InlineData("s3://fleet-1/artifacts/latest", "s3://fleet-1/data")]
    [InlineData("https://fleet-1/artifacts/0123456789abcdef", "s3://fleet-1/data")]
    [InlineData("s3://fleet-1/artifacts/0123456789abcdef", "s3://fleet-1")]
    [InlineData("s3://fleet-1/artifacts/0123456789abcdef", "s3://fleet-1/data/$(id)")]
    [InlineData("s3://fleet-1/artifacts/0123456789abcdef", "s3://fleet-1/data", "more")]
    public async Task WrongArguments_Called_AreRefused(params string[] arguments)
    {
        using var node = new Node();

        AssertFailed(node, await node.RunAsync("bootstrap/node.sh", arguments), 2, "");
        Assert.Empty(node.TakeCalls());
    }

    private static void AssertFailed(Node node, Hosting.ToolResult result, int exitCode, string says)
    {
        Assert.True(result.ExitCode == exitCode, result.ToString());
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("node.sh: ", line, StringComparison.Ordinal);
        Assert.Contains(says, line, StringComparison.Ordinal);
        Assert.Contains($"node.sh: failed: {line["node.sh: ".Length..]}\n", result.Output, StringComparison.Ordinal);
        node.AssertNoLeftovers();
    }
}
