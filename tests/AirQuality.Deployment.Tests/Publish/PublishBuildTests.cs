using System.Buffers.Binary;
using System.Runtime.Versioning;
using AirQuality.Deployment.Tests.Bootstrap;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Publish;

/// <summary>The programs are really built, for both processors.</summary>
[UnsupportedOSPlatform("windows")]
[Trait("Suite", "long")]
public sealed class PublishBuildTests
{
    [ToolTheory("zip", "unzip")]
    [InlineData("arm64", 0xB7)] // EM_AARCH64
    [InlineData("x64", 0x3E)] // EM_X86_64
    public async Task Host_Built_FitsItsProcessor(string architecture, int elf)
    {
        using var builds = new Builds();

        var prefix = Builds.Prefix(await PublishAsync(builds, architecture));

        var host = await builds.UnpackAsync(prefix, $"airquality-host-linux-{architecture}.zip");
        Assert.Equal(2, Directory.GetFiles(host, "libe_sqlite3.so", SearchOption.AllDirectories).Length);
        foreach (var library in Directory.GetFiles(host, "*.so", SearchOption.AllDirectories))
            Assert.Equal(elf, BinaryPrimitives.ReadUInt16LittleEndian((await File.ReadAllBytesAsync(library)).AsSpan(18)));
        var stamps = (await FileTool.Stamp.RunAsync(host)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains($"jobs/airquality.dll\t{architecture}", stamps);
        Assert.All(stamps, line => Assert.True(line.EndsWith("\tAnyCPU", StringComparison.Ordinal) || line.EndsWith("\t" + architecture, StringComparison.Ordinal), line));
        if (architecture != Builds.OwnArchitecture)
            return;
        var run = await Tool.RunAsync("dotnet", Path.Combine(host, "jobs", "airquality.dll"), "--help");
        Assert.True(run.ExitCode == 0, run.ToString());
        Directory.Delete(builds["obj"], recursive: true);
        Assert.Equal(prefix, Builds.Prefix(await PublishAsync(builds, architecture)));
    }

    private static Task<ToolResult> PublishAsync(Builds builds, string architecture) =>
        Tool.RunAsync("bash", "emr/publish.sh", "--out", builds.Out, "--dry-run", "--only", "host", "--arch", architecture);
}
