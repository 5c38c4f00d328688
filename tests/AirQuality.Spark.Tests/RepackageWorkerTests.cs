using System.IO.Compression;
using System.Formats.Tar;
using AirQuality.Jobs.Tests.Hosting;
using AirQuality.Spark.Tests.Hosting;

namespace AirQuality.Spark.Tests;

/// <summary>A published worker carries .NET 8; what is left after repackaging runs on the .NET that is there.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class RepackageWorkerTests : IDisposable
{
    private const string ScriptPath = "bootstrap/repackage-worker.sh";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PublishedFolder_Repackaged_KeepsOnlyWhatIsNotDotNets()
    {
        Publish("2.3.1");

        var result = await RunAsync(_folder["published"]);

        Assert.True(result.ExitCode == 0, result.ToString());
        AssertWorker();
    }

    [Fact]
    public async Task PublishedArchive_RepackagedTwice_IsTheSame()
    {
        Publish("2.3.1");
        var archive = _folder["worker.tar.gz"];
        await using (var gzip = new GZipStream(File.Create(archive), CompressionLevel.Fastest))
            await TarFile.CreateFromDirectoryAsync(_folder["published"], gzip, includeBaseDirectory: true);

        Assert.Equal(0, (await RunAsync(archive)).ExitCode);
        Assert.Equal(0, (await RunAsync(archive)).ExitCode);

        AssertWorker();
    }

    [Theory]
    [InlineData("2.1.1", "is not Microsoft.Spark.Worker 2.3.1")]
    [InlineData(null, "holds no Microsoft.Spark.Worker.dll")]
    public async Task AnotherThing_Repackaged_IsRefusedAndLeavesNothing(string? version, string says)
    {
        Publish(version);

        var result = await RunAsync(_folder["published"]);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["worker"]));
    }

    [Fact]
    public async Task BrokenArchive_Repackaged_IsRefused()
    {
        _folder.Write("worker.tar.gz", "not a gzip");

        var result = await RunAsync(_folder["worker.tar.gz"]);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("is no whole archive", result.Error, StringComparison.Ordinal);
    }

    private Task<ProcessResult> RunAsync(string from) => Script.RunAsync(ScriptPath, [from, _folder["worker"]]);

    private void Publish(string? version)
    {
        var folder = Directory.CreateDirectory(_folder["published"]).FullName;
        foreach (var name in (string[])["System.Text.Json.dll", "System.Private.CoreLib.dll", "Razorvine.Pickle.dll", "libcoreclr.so"])
            File.WriteAllText(Path.Combine(folder, name), name);
        if (version is null)
            return;
        File.WriteAllText(Path.Combine(folder, "Microsoft.Spark.Worker.dll"), "worker");
        File.WriteAllText(Path.Combine(folder, "Microsoft.Spark.Worker"), "the apphost of .NET 8");
        File.WriteAllText(Path.Combine(folder, "Microsoft.Spark.Worker.deps.json"), "{\"libraries\":{\"Microsoft.Spark.Worker/" + version + "\":{}}}");
    }

    private void AssertWorker()
    {
        Assert.Equal(
            ["Microsoft.Spark.Worker", "Microsoft.Spark.Worker.dll", "Microsoft.Spark.Worker.runtimeconfig.json", "Razorvine.Pickle.dll", "VERSION"],
            Directory.GetFiles(_folder["worker"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.GetUnixFileMode(Path.Combine(_folder["worker"], "Microsoft.Spark.Worker")).HasFlag(UnixFileMode.OtherExecute));
        Assert.StartsWith("#!/bin/sh", File.ReadAllText(Path.Combine(_folder["worker"], "Microsoft.Spark.Worker")), StringComparison.Ordinal);
    }
}
