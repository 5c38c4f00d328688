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
    [ToolFact("zip", "unzip")]
    public async Task Host_BuiltTwice_IsTheSameVersionAndFitsBothProcessors()
    {
        using var builds = new Builds();

        var first = Builds.Prefix(await PublishAsync(builds));
        Directory.Delete(builds["obj"], recursive: true);
        var second = Builds.Prefix(await PublishAsync(builds));

        Assert.Equal(first, second);
        foreach (var (architecture, elf) in (IEnumerable<(string, ushort)>)[("arm64", 0xB7), ("x64", 0x3E)]) // EM_AARCH64, EM_X86_64
        {
            var host = await builds.UnpackAsync(second, $"airquality-host-linux-{architecture}.zip");
            foreach (var library in Directory.GetFiles(host, "*.so", SearchOption.AllDirectories))
                Assert.Equal(elf, BinaryPrimitives.ReadUInt16LittleEndian((await File.ReadAllBytesAsync(library)).AsSpan(18)));
            Assert.Equal(2, Directory.GetFiles(host, "libe_sqlite3.so", SearchOption.AllDirectories).Length);
            Assert.All((await FileTool.Stamp.RunAsync(host)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.EndsWith(line.Contains("AnyCPU", StringComparison.Ordinal) ? "\tAnyCPU" : "\t" + architecture, line, StringComparison.Ordinal));
            if (architecture != Builds.OwnArchitecture)
                continue;
            var run = await Tool.RunAsync("dotnet", Path.Combine(host, "jobs", "airquality.dll"), "--help");
            Assert.True(run.ExitCode == 0, run.ToString());
        }
    }

    private static Task<ToolResult> PublishAsync(Builds builds) => Tool.RunAsync("bash", "emr/publish.sh", "--out", builds.Out, "--dry-run", "--only", "host");
}
