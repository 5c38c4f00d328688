using System.Runtime.Versioning;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Bootstrap;

/// <summary>A node of a cluster sets itself up from a published version.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class NodeTests
{
    [Theory]
    [InlineData("aarch64", "arm64")]
    [InlineData("x86_64", "x64")]
    public async Task FreshNode_Installed_HasItsOwnProcessorsFiles(string machine, string architecture)
    {
        using var node = new Node(machine);
        var version = new PublishedVersion().WriteTo(node);

        var result = await node.InstallAsync(version);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal($"one for {architecture}", await File.ReadAllTextAsync(node["opt/airquality/airquality-spark.dll"]));
        Assert.Equal(architecture, await File.ReadAllTextAsync(node["opt/airquality/worker/Microsoft.Spark.Worker.dll"]));
        Assert.True(node.Has($"opt/dotnet/shared/Microsoft.NETCore.App/10.0.9/{architecture}"));
        Assert.True(node.Has("opt/airquality/microsoft-spark-3-5_2.12-2.3.1.jar"));
        foreach (var link in (string[])["usr/bin/dotnet", "usr/local/bin/dotnet"])
            Assert.Equal(node["opt/dotnet/dotnet"], new FileInfo(node[link]).LinkTarget);
        foreach (var program in (string[])["opt/dotnet/dotnet", "opt/airquality/airquality-spark", "opt/airquality/worker/Microsoft.Spark.Worker", "opt/airquality/mirror.sh"])
            Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(node[program]));
        node.AssertNoLeftovers();
    }

    [Fact]
    public async Task FreshNode_Installed_DownloadsWhatItNeedsAndNoMore()
    {
        using var node = new Node();
        var version = new PublishedVersion().WriteTo(node);

        var result = await node.InstallAsync(version);

        var names = (string[])["SHA256SUMS", "aspnetcore-runtime-10.0.9-linux-arm64.tar.gz", "airquality-spark-linux-arm64.zip", "worker-linux-arm64.zip", "microsoft-spark-3-5_2.12-2.3.1.jar", "mirror.sh"];
        Assert.Equal(
            [.. names.Select(name => $"s3 cp --only-show-errors s3://fleet-1/artifacts/{version}/{name} {node["opt/.airquality-install"]}/{name}"), $"s3 cp --only-show-errors {node["opt/.airquality-install"]}/owner {Node.Data}/.owner", $"s3 sync --only-show-errors {Node.Data} {node["mnt/.airquality-restore"]}"],
            node.TakeCalls());
        Assert.All(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ node\.sh: ", line));
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task InstalledNode_InstalledAgain_DownloadsAndChangesNothing()
    {
        using var node = new Node();
        var version = new PublishedVersion().WriteTo(node);
        await node.InstallAsync(version);
        var (before, told) = (await node.SnapshotAsync(), await File.ReadAllTextAsync(Path.Combine(node.Fakes, "systemctl")));
        node.TakeCalls();

        var result = await node.InstallAsync(version);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Empty(node.TakeCalls());
        Assert.Equal(before, await node.SnapshotAsync());
        Assert.Equal(told, await File.ReadAllTextAsync(Path.Combine(node.Fakes, "systemctl")));
    }

    [Fact]
    public async Task InstalledNode_AnotherVersion_IsReplacedWhole()
    {
        using var node = new Node();
        await node.InstallAsync(new PublishedVersion("one").WriteTo(node));
        var runtime = (await node.SnapshotAsync()).Split('\n').Where(line => line.Contains("/opt/dotnet", StringComparison.Ordinal));
        node.TakeCalls();

        var result = await node.InstallAsync(new PublishedVersion("two").WriteTo(node));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("two for arm64", await File.ReadAllTextAsync(node["opt/airquality/airquality-spark.dll"]));
        Assert.False(node.Has("opt/airquality/one"));
        Assert.DoesNotContain(node.TakeCalls(), call => call.Contains("aspnetcore-runtime", StringComparison.Ordinal));
        Assert.Equal(runtime, (await node.SnapshotAsync()).Split('\n').Where(line => line.Contains("/opt/dotnet", StringComparison.Ordinal)));
        node.AssertNoLeftovers();
    }

    [Fact]
    public async Task NodeWithoutRuntime_InstalledAgain_GetsTheRuntimeAlone()
    {
        using var node = new Node();
        var version = new PublishedVersion().WriteTo(node);
        await node.InstallAsync(version);
        Directory.Delete(node["opt/dotnet"], recursive: true);
        node.TakeCalls();

        var result = await node.InstallAsync(version);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.True(node.Has("opt/dotnet/dotnet"));
        Assert.Contains("aspnetcore-runtime", Assert.Single(node.TakeCalls()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrimaryNode_Installed_RestoresTheDataAndMirrorsIt()
    {
        using var node = new Node();
        node.Write("fakes/buckets/fleet-1/data/spool/batch-1.json", "[]");

        var result = await node.InstallAsync(new PublishedVersion().WriteTo(node));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("[]", await File.ReadAllTextAsync(node["mnt/airquality/spool/batch-1.json"]));
        Assert.Equal(Node.Data + "\n", await File.ReadAllTextAsync(node["mnt/airquality/.restored"]));
        Assert.Equal((UnixFileMode)0b111_101_000, File.GetUnixFileMode(node["mnt/airquality"]));
        var owner = await File.ReadAllTextAsync(Path.Combine(node.Bucket, "data", ".owner"));
        Assert.Equal((true, owner), (Guid.TryParse(owner, out _), await File.ReadAllTextAsync(node["mnt/airquality/.owner"])));
        Assert.Equal(0, (await node.MirrorAsync()).ExitCode);
        var service = await File.ReadAllTextAsync(node["etc/systemd/system/airquality-mirror.service"]);
        Assert.Contains($"\nExecStart={node["opt/airquality/mirror.sh"]} {node["mnt/airquality"]} {Node.Data}\n", service, StringComparison.Ordinal);
        Assert.Contains($"\nUser={Environment.UserName}\n", service, StringComparison.Ordinal);
        Assert.Contains("\nOnUnitInactiveSec=1min\n", await File.ReadAllTextAsync(node["etc/systemd/system/airquality-mirror.timer"]), StringComparison.Ordinal);
        Assert.Equal("daemon-reload\nenable --now airquality-mirror.timer\n", await File.ReadAllTextAsync(Path.Combine(node.Fakes, "systemctl")));
    }

    [ToolFact("systemd-analyze")]
    public async Task PrimaryNode_Installed_ItsUnitsAreSound()
    {
        using var node = new Node();
        await node.InstallAsync(new PublishedVersion().WriteTo(node));

        var result = await Tool.RunAsync("systemd-analyze", "verify", node["etc/systemd/system/airquality-mirror.service"], node["etc/systemd/system/airquality-mirror.timer"]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task RestoredNode_BucketChanges_KeepsItsOwnData()
    {
        using var node = new Node();
        var version = new PublishedVersion().WriteTo(node);
        await node.InstallAsync(version);
        node.Write("root/mnt/airquality/spool/mine.json", "[1]");
        node.Write("fakes/buckets/fleet-1/data/spool/older.json", "[0]");

        var result = await node.InstallAsync(version);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.True(node.Has("mnt/airquality/spool/mine.json"));
        Assert.False(node.Has("mnt/airquality/spool/older.json"));
    }

    [Fact]
    public async Task OtherNode_Installed_HasNoDataFolderAndNoTimer()
    {
        using var node = new Node(primary: false);

        var result = await node.InstallAsync(new PublishedVersion().WriteTo(node));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.True(node.Has("opt/airquality/worker/VERSION"));
        Assert.False(node.Has("mnt/airquality"));
        Assert.False(node.Has("etc/systemd"));
        Assert.False(File.Exists(Path.Combine(node.Fakes, "systemctl")));
    }
}
