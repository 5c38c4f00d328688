using System.Runtime.Versioning;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Bootstrap;

/// <summary>A node of a cluster in a throw-away root, a bucket that is a folder, and fakes in front of the PATH.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class Node : IDisposable
{
    public const string Data = "s3://fleet-1/data";
    private readonly TemporaryFolder _folder = new();
    private readonly string _machine;

    public Node(string machine = "aarch64", bool primary = true)
    {
        _machine = machine;
        Write("fakes/calls", "");
        Write("root/mnt/var/lib/info/instance.json", $$"""{ "isMaster": {{(primary ? "true" : "false")}}, "isRunningNameNode": true }""");
    }

    /// <summary>A file of the node.</summary>
    public string this[string path] => _folder["root", path];

    /// <summary>The bucket's folder.</summary>
    public string Bucket => _folder["fakes", "buckets", "fleet-1"];

    /// <summary>What the fakes keep.</summary>
    public string Fakes => _folder["fakes"];

    /// <summary>What <c>aws</c> was called with since the last look.</summary>
    public List<string> TakeCalls()
    {
        var calls = File.ReadAllLines(Path.Combine(Fakes, "calls")).ToList();
        Write("fakes/calls", "");
        return calls;
    }

    /// <summary>Spoils the next copies of a file: <c>fail</c>, <c>cut</c>, <c>corrupt</c>.</summary>
    public void Spoil(string name, string fault, int times) => Write($"fakes/faults/{name}", string.Concat(Enumerable.Repeat(fault + "\n", times)));

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllText(_folder[path], text);
    }

    public Task<ToolResult> InstallAsync(string version, string data = Data) => RunAsync("bootstrap/node.sh", $"s3://fleet-1/artifacts/{version}", data);

    public Task<ToolResult> MirrorAsync(string data = Data) => RunAsync("bootstrap/mirror.sh", this["mnt/airquality"], data);

    public Task<ToolResult> RunAsync(string script, params string[] arguments) => Tool.RunAsync("bash", [Fixtures.File(script), .. arguments], Variables);

    /// <summary>Runs a program as YARN would: it finds <c>dotnet</c> in the node's own folder.</summary>
    public Task<ToolResult> StartAsync(string program, params string[] arguments) =>
        Tool.RunAsync(this[program], arguments, ("PATH", $"{this["usr/bin"]}:{Environment.GetEnvironmentVariable("PATH")}"), ("DOTNET_ROOT", null));

    /// <summary>What lies in the node: each file with its inode, time, mode and link. Equal where nothing was changed.</summary>
    public async Task<string> SnapshotAsync()
    {
        var found = await Tool.RunAsync("find", this["opt/dotnet"], this["opt/airquality"], this["usr"], this["etc"], this["mnt"], "-printf", "%p %i %T@ %m %l\n");
        Assert.True(found.ExitCode == 0, found.ToString());
        return found.Output;
    }

    /// <summary>That nothing half-made stays.</summary>
    public void AssertNoLeftovers()
    {
        if (Directory.Exists(this["opt"]))
            Assert.DoesNotContain(Directory.GetFileSystemEntries(this["opt"]), path => Path.GetFileName(path) is not ("dotnet" or "airquality"));
    }

    public bool Has(string path) => Path.Exists(this[path]);

    public void Dispose() => _folder.Dispose();

    private (string Name, string? Value)[] Variables =>
    [
        ("PATH", $"{Fixtures.File("tests", "AirQuality.Deployment.Tests", "Bootstrap", "Fakes")}:{Environment.GetEnvironmentVariable("PATH")}"),
        ("FAKES", Fakes), ("FAKE_MACHINE", _machine), ("AIRQUALITY_ROOT", _folder["root"]), ("AIRQUALITY_RETRY_SECONDS", "0"),
    ];
}
