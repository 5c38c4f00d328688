namespace AirQuality.TimestreamLocal.Tests.Clients.JavaScript;

/// <summary>An install that breaks off is made whole, and one that cannot be made becomes a skip with its reason.</summary>
public sealed class JavaScriptInstallTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("javascript-install-").FullName;

    public JavaScriptInstallTests()
    {
        File.WriteAllText(Path.Combine(_folder, "package.json"), "{}");
        File.WriteAllText(Path.Combine(_folder, "package-lock.json"), "{}");
    }

    private string Target => Path.Combine(_folder, "target");

    private string Module => Path.Combine(Target, "module");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Stands for node: its packages load where the module is whole.</summary>
    private JavaScriptInstall Install(string npm, double seconds = 30) => new(_folder, Target)
    {
        Node = Script("node", $"[ \"$1\" = --version ] || [ \"$(cat '{Module}')\" = whole ]"),
        Npm = Script("npm", npm),
        Limit = TimeSpan.FromSeconds(seconds),
    };

    // Written by a shell: a file that this process has open for writing while another test starts a program cannot be run ("text file busy").
    private string Script(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Assert.Equal(0, ClientProcess.Run(TimeSpan.FromSeconds(30), "sh", "-ec", "printf '#!/bin/sh\n%s\n' \"$1\" > \"$0\"; chmod +x \"$0\"", path, text).ExitCode);
        return path;
    }

    [Fact]
    public void Install_BrokenOff_IsMadeWholeOnceAndKept()
    {
        string npm = $"echo run >> '{_folder}/runs'; printf whole > '{Module}'";
        Directory.CreateDirectory(Target);
        File.WriteAllText(Module, "who");

        Assert.Null(Install(npm).Prepare());
        Assert.Null(Install(npm).Prepare());
        Assert.Single(File.ReadAllLines(Path.Combine(_folder, "runs")));

        File.WriteAllText(Module, "damaged");
        Assert.Null(Install(npm).Prepare());
        Assert.Equal(2, File.ReadAllLines(Path.Combine(_folder, "runs")).Length);
    }

    [Fact]
    public void Install_OfAnotherLockFile_IsMadeAgain()
    {
        string npm = $"echo run >> '{_folder}/runs'; printf whole > '{Module}'";
        Assert.Null(Install(npm).Prepare());

        File.WriteAllText(Path.Combine(_folder, "package-lock.json"), "{\"new\":1}");
        Assert.Null(Install(npm).Prepare());

        Assert.Equal(2, File.ReadAllLines(Path.Combine(_folder, "runs")).Length);
    }

    [Fact]
    public void Install_NpmHangs_IsCutOffWithAReason() =>
        Assert.Contains("did not end within 0.5 s", Install("sleep 600", seconds: 0.5).Prepare(), StringComparison.Ordinal);

    [Fact]
    public void Install_NpmFails_GivesItsReason() =>
        Assert.Contains("no network", Install("echo no network >&2; exit 1").Prepare(), StringComparison.Ordinal);

    [Fact]
    public void Install_WhatDoesNotLoad_GivesAReason() =>
        Assert.Contains("does not load", Install($"printf half > '{Module}'").Prepare(), StringComparison.Ordinal);

    [Fact]
    public void Install_NoNode_GivesAReason() =>
        Assert.Contains("is not to be had", new JavaScriptInstall(_folder, Target) { Node = Path.Combine(_folder, "none") }.Prepare(), StringComparison.Ordinal);
}
