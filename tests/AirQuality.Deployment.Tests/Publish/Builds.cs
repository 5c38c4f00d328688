using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using AirQuality.Deployment.Tests.Bootstrap;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Publish;

/// <summary>What an earlier run of <c>emr/publish.sh</c> has built, in small, and a published worker: each stamped for the wrong processor.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class Builds : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The processor of this machine, as .NET names it.</summary>
    public static string OwnArchitecture { get; } = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";

    /// <summary>The folder that <c>--out</c> names.</summary>
    public string Out => _folder["out"];

    /// <summary>The folder that <c>--worker</c> names.</summary>
    public string Worker => _folder["worker"];

    /// <summary>The folder that <c>--dotnet-runtime</c> names.</summary>
    public string Runtimes => Directory.CreateDirectory(_folder["runtimes"]).FullName;

    public string this[params string[] parts] => _folder[["out", .. parts]];

    /// <summary>Writes all of it.</summary>
    public async Task WriteAsync()
    {
        CopyAll(Path.GetDirectoryName(await FileTool.Stamp.ProgramAsync())!, _folder["out", "stamp"]);
        foreach (var (architecture, wrong) in (IEnumerable<(string, Machine)>)[("arm64", Machine.Amd64), ("x64", Machine.Arm64)])
        {
            var spark = Program("AirQuality.Spark", architecture, "airquality-spark", wrong);
            foreach (var version in (string[])["2-4_2.11", "3-0_2.12", "3-1_2.12", "3-2_2.12", "3-3_2.12", "3-4_2.12", "3-5_2.12"])
                await File.WriteAllTextAsync(Path.Combine(spark, $"microsoft-spark-{version}-2.3.1.jar"), version);
            Program("AirQuality.Jobs", architecture, "airquality", wrong);
            var api = Program("AirQuality.Api", architecture, "AirQuality.Api", Machine.Unknown);
            Directory.CreateDirectory(Path.Combine(api, "wwwroot"));
            await File.WriteAllTextAsync(Path.Combine(api, "wwwroot", "index.html"), "the page");
        }
        SmallAssembly.Write(Worker, "Microsoft.Spark.Worker", Machine.Amd64);
        SmallAssembly.Write(Worker, "System.Text.Json", Machine.Amd64, flags: 0); // .NET's own, which is not taken
        await File.WriteAllTextAsync(Path.Combine(Worker, "Microsoft.Spark.Worker.deps.json"), """{"libraries":{"Microsoft.Spark.Worker/2.3.1":{}}}""");
    }

    /// <summary>The files of a version, by name.</summary>
    public List<string> Names(string prefix) => [.. Directory.GetFiles(this[Path.GetFileName(prefix)]).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    /// <summary>Unpacks an archive of a version, with the modes of its files.</summary>
    public async Task<string> UnpackAsync(string prefix, string name)
    {
        var target = _folder["unpacked-" + name];
        var result = await Tool.RunAsync("unzip", "-q", this[Path.GetFileName(prefix), name], "-d", target);
        Assert.True(result.ExitCode == 0, result.ToString());
        return target;
    }

    /// <summary>An archive such as Microsoft's, of a few bytes.</summary>
    public async Task WriteRuntimeAsync(string architecture, string version)
    {
        Directory.CreateDirectory(_folder["runtime", "shared", "Microsoft.NETCore.App", version]);
        var result = await Tool.RunAsync("tar", "-czf", Path.Combine(Runtimes, $"aspnetcore-runtime-{version}-linux-{architecture}.tar.gz"), "-C", _folder["runtime"], ".");
        Assert.True(result.ExitCode == 0, result.ToString());
        Directory.Delete(_folder["runtime"], recursive: true);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The last line that the script printed: where the version is.</summary>
    public static string Prefix(ToolResult result)
    {
        Assert.True(result.ExitCode == 0, result.ToString());
        var prefix = result.Output.TrimEnd('\n').Split('\n')[^1];
        Assert.Matches("^artifacts/[0-9a-f]{16}$", prefix);
        return prefix;
    }

    private string Program(string project, string architecture, string name, Machine machine)
    {
        var folder = _folder["out", "programs", $"{project}-{architecture}"];
        SmallAssembly.Write(folder, name, machine);
        SmallAssembly.Write(folder, "library");
        File.WriteAllText(Path.Combine(folder, "libe_sqlite3.so"), architecture);
        return folder;
    }

    private static void CopyAll(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
