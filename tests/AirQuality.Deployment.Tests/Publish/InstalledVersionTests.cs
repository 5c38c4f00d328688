using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using AirQuality.Deployment.Tests.Bootstrap;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Publish;

/// <summary>From a build to a node: what is published is installed, and runs there on the runtime that came with it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class InstalledVersionTests
{
    [ToolFact("zip", "unzip")]
    public async Task PublishedVersion_Installed_TheProgramAndTheWorkerRun()
    {
        using var builds = new Builds();
        await builds.WriteAsync();
        using var node = new Node(Builds.OwnArchitecture == "arm64" ? "aarch64" : "x86_64");
        Directory.CreateDirectory(node.Bucket);
        await PackOwnRuntimeAsync(builds);
        var published = await node.RunAsync("emr/publish.sh", "--out", builds.Out, "--no-build", "--bucket", "fleet-1", "--arch", Builds.OwnArchitecture,
            "--only", "spark,dotnet,bootstrap", "--worker", builds.Worker, "--dotnet-runtime", builds.Runtimes);

        var installed = await node.InstallAsync(Path.GetFileName(Builds.Prefix(published)));
        var submitted = await node.StartAsync("usr/bin/dotnet", node["opt/airquality/airquality-spark.dll"], "cycle", "--feed", "24h");
        var started = await node.StartAsync("opt/airquality/airquality-spark", "cycle");
        var worker = await node.StartAsync("opt/airquality/worker/Microsoft.Spark.Worker", "-m", "pyspark.worker");

        Assert.True(installed.ExitCode == 0, installed.ToString());
        AssertRan(node, submitted, "airquality-spark", "cycle --feed 24h");
        AssertRan(node, started, "airquality-spark", "cycle");
        AssertRan(node, worker, "Microsoft.Spark.Worker", "-m pyspark.worker");
    }

    private static void AssertRan(Node node, ToolResult result, string program, string arguments)
    {
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.StartsWith($"{program}\n{arguments}\n{node["opt/dotnet/shared/Microsoft.NETCore.App/"]}", result.Output, StringComparison.Ordinal);
    }

    // This machine's own runtime, as Microsoft's archive has it.
    private static async Task PackOwnRuntimeAsync(Builds builds)
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory().TrimEnd('/');
        var version = Path.GetFileName(runtime);
        var root = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        var result = await Tool.RunAsync("tar", "--use-compress-program=gzip -1", "-cf", Path.Combine(builds.Runtimes, $"aspnetcore-runtime-{version}-linux-{Builds.OwnArchitecture}.tar.gz"),
            "-C", root, "./dotnet", "./host/fxr", $"./shared/Microsoft.NETCore.App/{version}");
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
