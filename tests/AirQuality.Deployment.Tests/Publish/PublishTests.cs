using System.Runtime.Versioning;
using System.Security.Cryptography;
using AirQuality.Deployment.Tests.Bootstrap;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Publish;

/// <summary>What a version holds, and what keeps it from being published.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PublishTests : IAsyncLifetime, IDisposable
{
    private readonly Builds _builds = new();
    private readonly Node _cloud = new();

    public Task InitializeAsync() => _builds.WriteAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _builds.Dispose();
        _cloud.Dispose();
    }

    [ToolFact("zip", "unzip")]
    public async Task WholeVersion_DryRun_HoldsEveryFileAndUploadsNone()
    {
        await _builds.WriteRuntimeAsync("arm64", "10.0.12");
        await _builds.WriteRuntimeAsync("x64", "10.0.12");

        var result = await PublishAsync("--dry-run", "--only", "spark,dotnet,host,bootstrap", "--worker", _builds.Worker, "--dotnet-runtime", _builds.Runtimes);

        var prefix = Builds.Prefix(result);
        string[] names =
        [
            "SHA256SUMS", "airquality-host-linux-arm64.zip", "airquality-host-linux-x64.zip", "airquality-spark-linux-arm64.zip", "airquality-spark-linux-x64.zip",
            "aspnetcore-runtime-10.0.12-linux-arm64.tar.gz", "aspnetcore-runtime-10.0.12-linux-x64.tar.gz", "microsoft-spark-3-5_2.12-2.3.1.jar", "mirror.sh", "node.sh",
            "worker-linux-arm64.zip", "worker-linux-x64.zip",
        ];
        Assert.Equal(names, _builds.Names(prefix));
        Assert.Equal(
            [.. names.Select(name => $"would upload {new FileInfo(_builds[Path.GetFileName(prefix), name]).Length,12} bytes  s3://<bucket>/{prefix}/{name}")],
            result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^1]);
        Assert.Empty(_cloud.TakeCalls());
        var list = await File.ReadAllBytesAsync(_builds[Path.GetFileName(prefix), "SHA256SUMS"]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(list))[..16], Path.GetFileName(prefix));
        var check = await Tool.RunAsync("bash", "-c", $"cd '{_builds[Path.GetFileName(prefix)]}' && sha256sum --check --strict --quiet SHA256SUMS");
        Assert.True(check.ExitCode == 0, check.ToString());
    }

    [ToolFact("zip", "unzip")]
    public async Task SparkProgram_Packed_HasAStarterRightStampsAndNoBridge()
    {
        var prefix = Builds.Prefix(await PublishAsync("--dry-run", "--only", "spark", "--arch", "arm64", "--worker", _builds.Worker));

        Assert.Equal(["SHA256SUMS", "airquality-spark-linux-arm64.zip", "microsoft-spark-3-5_2.12-2.3.1.jar", "worker-linux-arm64.zip"], _builds.Names(prefix));
        Assert.Equal("3-5_2.12", await File.ReadAllTextAsync(_builds[Path.GetFileName(prefix), "microsoft-spark-3-5_2.12-2.3.1.jar"]));
        var program = await _builds.UnpackAsync(prefix, "airquality-spark-linux-arm64.zip");
        Assert.Empty(Directory.GetFiles(program, "*.jar"));
        Assert.True(File.GetUnixFileMode(Path.Combine(program, "airquality-spark")).HasFlag(UnixFileMode.OtherExecute));
        Assert.Equal("airquality-spark.dll\tarm64\nlibrary.dll\tAnyCPU\n", (await FileTool.Stamp.RunAsync(program)).Output);
        var worker = await _builds.UnpackAsync(prefix, "worker-linux-arm64.zip");
        Assert.Equal(["Microsoft.Spark.Worker", "Microsoft.Spark.Worker.dll", "Microsoft.Spark.Worker.runtimeconfig.json", "VERSION"],
            Directory.GetFiles(worker).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        Assert.True(File.GetUnixFileMode(Path.Combine(worker, "Microsoft.Spark.Worker")).HasFlag(UnixFileMode.OtherExecute));
        Assert.Equal("Microsoft.Spark.Worker.dll\tarm64\n", (await FileTool.Stamp.RunAsync(worker)).Output);
    }

    [ToolFact("zip", "unzip")]
    public async Task Host_Packed_HasJobsApiAndUnits()
    {
        var prefix = Builds.Prefix(await PublishAsync("--dry-run", "--only", "host", "--arch", "x64"));

        var host = await _builds.UnpackAsync(prefix, "airquality-host-linux-x64.zip");
        Assert.Equal("api/AirQuality.Api.dll\tAnyCPU\napi/library.dll\tAnyCPU\njobs/airquality.dll\tx64\njobs/library.dll\tAnyCPU\n", (await FileTool.Stamp.RunAsync(host)).Output);
        Assert.Equal("x64", await File.ReadAllTextAsync(Path.Combine(host, "jobs", "libe_sqlite3.so")));
        Assert.Equal("the page", await File.ReadAllTextAsync(Path.Combine(host, "api", "wwwroot", "index.html")));
        Assert.Equal(Directory.Exists(Fixtures.File("bootstrap", "systemd")), Directory.Exists(Path.Combine(host, "systemd")));
    }

    [ToolFact("zip")]
    public async Task SameBuild_WithOtherTimes_IsTheSameVersion()
    {
        var first = Builds.Prefix(await PublishAsync("--dry-run", "--only", "host"));
        foreach (var file in Directory.GetFiles(_builds["programs"], "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddYears(40));

        var second = Builds.Prefix(await PublishAsync("--dry-run", "--only", "host"));
        await File.AppendAllTextAsync(_builds["programs", "AirQuality.Jobs-x64", "libe_sqlite3.so"], "!");
        var third = Builds.Prefix(await PublishAsync("--dry-run", "--only", "host"));

        Assert.Equal(first, second);
        Assert.NotEqual(first, third);
    }

    [ToolFact("zip")]
    public async Task Assembly_WithCodeForAnotherProcessor_StopsThePublication()
    {
        SmallAssembly.Write(_builds["programs", "AirQuality.Jobs-arm64"], "native", System.Reflection.PortableExecutable.Machine.Amd64, flags: 0);

        var result = await PublishAsync("--bucket", "fleet-1", "--only", "host");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("jobs/native.dll is native code (mixed) and cannot be made arm64", result.Error, StringComparison.Ordinal);
        Assert.Empty(_cloud.TakeCalls());
    }

    [ToolTheory("zip")]
    [InlineData("node.sh")]
    [InlineData("airquality-host-linux-x64.zip")]
    public async Task Upload_Fails_TheListIsNotThere(string name)
    {
        Directory.CreateDirectory(_cloud.Bucket);
        _cloud.Spoil(name, "fail", times: 1);

        var result = await PublishAsync("--bucket", "fleet-1", "--only", "host,bootstrap");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"publish.sh: {name} was not uploaded: fatal error: An error occurred (503)", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_cloud.Bucket, "SHA256SUMS", SearchOption.AllDirectories));
        Builds.Prefix(await PublishAsync("--bucket", "fleet-1", "--only", "host,bootstrap"));
        Assert.Single(Directory.GetFiles(_cloud.Bucket, "SHA256SUMS", SearchOption.AllDirectories));
    }

    [ToolFact("zip")]
    public async Task Runtime_MissingOrBroken_IsRefused()
    {
        await _builds.WriteRuntimeAsync("arm64", "10.0.12");
        var missing = await PublishAsync("--dry-run", "--only", "dotnet", "--dotnet-runtime", _builds.Runtimes);
        await File.WriteAllTextAsync(Path.Combine(_builds.Runtimes, "aspnetcore-runtime-10.0.12-linux-x64.tar.gz"), "cut");
        var broken = await PublishAsync("--dry-run", "--only", "dotnet", "--dotnet-runtime", _builds.Runtimes);
        await _builds.WriteRuntimeAsync("x64", "8.0.1");
        File.Move(Path.Combine(_builds.Runtimes, "aspnetcore-runtime-8.0.1-linux-x64.tar.gz"), Path.Combine(_builds.Runtimes, "aspnetcore-runtime-10.0.12-linux-x64.tar.gz"), overwrite: true);
        var older = await PublishAsync("--dry-run", "--only", "dotnet", "--dotnet-runtime", _builds.Runtimes);

        Assert.All([missing, broken, older], result => Assert.Equal(3, result.ExitCode));
        Assert.Contains("holds no aspnetcore-runtime-10.*-linux-x64.tar.gz", missing.Error, StringComparison.Ordinal);
        Assert.Contains("is no whole archive", broken.Error, StringComparison.Ordinal);
        Assert.Contains("holds no Microsoft.NETCore.App 10", older.Error, StringComparison.Ordinal);
    }

    [ToolTheory("zip")]
    [InlineData(2, "--bucket is ''", "--only", "bootstrap")]
    [InlineData(2, "which is no name of a bucket", "--bucket", "Fleet_1")]
    [InlineData(2, "which is no name of a bucket", "--bucket", "s3://fleet-1")]
    [InlineData(2, "not arm64 or x64", "--dry-run", "--arch", "riscv64")]
    [InlineData(2, "no part 'workers'", "--dry-run", "--only", "spark,workers")]
    [InlineData(2, "unknown option '--force'", "--force")]
    [InlineData(2, "--bucket needs a value", "--bucket")]
    [InlineData(3, "which is not there", "--dry-run", "--worker", "/nowhere")]
    [InlineData(3, "which is no folder", "--dry-run", "--dotnet-runtime", "/nowhere")]
    [InlineData(3, "no --worker: download", "--dry-run", "--only", "spark")]
    public async Task WrongArguments_Called_AreRefused(int exitCode, string says, params string[] arguments)
    {
        var result = await PublishAsync(arguments);

        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.Empty(_cloud.TakeCalls());
    }

    [ToolFact("zip")]
    public async Task NothingBuilt_WithoutBuilding_IsSaid()
    {
        Directory.Delete(_builds["programs"], recursive: true);

        var result = await PublishAsync("--dry-run", "--only", "host");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("run without --no-build", result.Error, StringComparison.Ordinal);
    }

    [SparkMissingFact]
    public async Task FeedWithoutMicrosoftSpark_SparkPublished_IsSaid()
    {
        var result = await _cloud.RunAsync("emr/publish.sh", "--out", _builds.Out, "--dry-run", "--only", "spark", "--worker", _builds.Worker);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("the package feed has no Microsoft.Spark", result.Error, StringComparison.Ordinal);
    }

    private Task<ToolResult> PublishAsync(params string[] arguments) => _cloud.RunAsync("emr/publish.sh", ["--out", _builds.Out, "--no-build", .. arguments]);
}
