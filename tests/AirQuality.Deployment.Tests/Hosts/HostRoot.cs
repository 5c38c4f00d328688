using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Hosts;

/// <summary>
/// A host in a folder: an unpacked archive, a root to install into, and programs that stand in for those that would change this machine.
/// What they are told is written down.
/// </summary>
internal sealed class HostRoot : IDisposable
{
    private const string FakeDotnet =
        """
        #!/bin/sh
        case "$*" in
          *--list-runtimes) echo 'Microsoft.AspNetCore.App 10.0.7 [/opt/dotnet/shared/Microsoft.AspNetCore.App]' ;;
          *'query --local'*) test -s "$1" && echo 1 ;;
          *'new-key host') printf 'aq_secret%s\n{"Name":"host","Sha256":"%064d","Scopes":["steps:read","steps:write"]}\n' $$ 7; echo 'The first line is the key.' >&2 ;;
          *) exit 9 ;;
        esac
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly FakePrograms _programs;

    public HostRoot()
    {
        _programs = new(_folder.Root);
        Directory.CreateDirectory(Path["root"]);
        Fake("useradd", "touch \"$0.made\"");
        Fake("getent", "test -e \"$(dirname \"$0\")/useradd.made\"");
        Fake("chown", "");
        Fake("systemctl", "if [ \"$1\" = --version ]; then echo \"systemd ${SYSTEMD:-252} (252.4-1.amzn2023)\"; fi");
        Fake("dotnet", "exit 1"); // this machine's own is not what is tested
    }

    /// <summary>Parts of the folder.</summary>
    public TemporaryFolder Path => _folder;

    /// <summary>The unpacked archive.</summary>
    public string Unpacked => Path["airquality-host"];

    /// <summary>What was asked of programs that would change a machine, a line a call.</summary>
    public IReadOnlyList<string> Calls => _programs.Calls;

    /// <summary>A path of the installed host.</summary>
    public string this[string path] => Path["root"] + path;

    /// <summary>Unpacks an archive with programs that only pretend, and a runtime beside them.</summary>
    public HostRoot WithFakeArchive()
    {
        foreach (var (folder, name) in new[] { ("jobs", "airquality"), ("api", "AirQuality.Api") })
        {
            Directory.CreateDirectory(Path["airquality-host", folder]);
            foreach (var file in new[] { $"{name}.dll", $"{name}.runtimeconfig.json", $"{name}.deps.json", "appsettings.json" })
                File.WriteAllText(Path["airquality-host", folder, file], "{}");
        }
        CopySystemd();
        FakePrograms.WriteScript(Path["runtime", "dotnet"], FakeDotnet);
        return this;
    }

    /// <summary>Unpacks an archive with the programs as this build made them, and gives the host this machine's runtime.</summary>
    public HostRoot WithRealArchive()
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        Directory.CreateDirectory(Unpacked);
        Directory.CreateSymbolicLink(Path["airquality-host", "jobs"], Fixtures.File("jobs", "AirQuality.Jobs", "bin", configuration, "net10.0"));
        Directory.CreateSymbolicLink(Path["airquality-host", "api"], Fixtures.File("api", "AirQuality.Api", "bin", configuration, "net10.0"));
        CopySystemd();
        _programs.Remove("dotnet");
        return this;
    }

    /// <summary>Makes a runtime's archive.</summary>
    public async Task<string> RuntimeArchiveAsync(string name = "aspnetcore-runtime-10.0.7-linux-arm64.tar.gz")
    {
        Assert.Equal(0, (await Tool.RunAsync("tar", "-czf", Path[name], "-C", Path["runtime"], ".")).ExitCode);
        return Path[name];
    }

    /// <summary>Runs install.sh on this host.</summary>
    public Task<ToolResult> InstallAsync(params string[] arguments) => RunAsync(["--root", Path["root"], .. arguments]);

    /// <summary>Runs install.sh.</summary>
    public Task<ToolResult> RunAsync(string[] arguments, params (string Name, string? Value)[] variables) => Tool.RunAsync(
        System.IO.Path.Combine(Unpacked, "systemd", "install.sh"), arguments,
        [_programs.Variable, .. variables]);

    /// <summary>Every installed file and link with its size and mode.</summary>
    public async Task<string> InstalledAsync() => (await Tool.RunAsync("find", Path["root"], "-not", "-type", "d", "-printf", "%P %m %s %l\n")).Output;

    /// <summary>Puts a program on the PATH that notes its arguments and then does this.</summary>
    public void Fake(string name, string action) => _programs.Put(name, action);

    public void Dispose() => _folder.Dispose();

    private void CopySystemd()
    {
        Directory.CreateDirectory(Path["airquality-host", "systemd"]);
        foreach (var file in Directory.GetFiles(UnitFile.Folder))
            File.Copy(file, Path["airquality-host", "systemd", System.IO.Path.GetFileName(file)]);
    }
}
