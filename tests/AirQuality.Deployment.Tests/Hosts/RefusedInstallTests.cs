using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Hosts;

/// <summary>What install.sh refuses, before or instead of half an installation.</summary>
public sealed class RefusedInstallTests
{
    [Fact]
    public async Task Install_WithoutDotnet_SaysWhatToGive()
    {
        using var host = new HostRoot().WithFakeArchive();

        // This machine has one where the script would look.
        var script = Path.Combine(host.Unpacked, "systemd", "install.sh");
        File.WriteAllText(script, File.ReadAllText(script).Replace("/usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/lib64/dotnet/dotnet", "", StringComparison.Ordinal));
        await AssertRefusedAsync(host, 3, "--dotnet aspnetcore-runtime-10.0.x");
    }

    [Fact]
    public async Task Install_WithADamagedRuntime_ChangesNothing()
    {
        using var host = new HostRoot().WithFakeArchive();
        var archive = await host.RuntimeArchiveAsync();
        File.WriteAllBytes(archive, File.ReadAllBytes(archive)[..^40]);
        await AssertRefusedAsync(host, 3, "is no whole archive", "--dotnet", archive);
    }

    [Fact]
    public async Task Install_WithAnotherMachinesRuntime_ChangesNothing()
    {
        using var host = new HostRoot().WithFakeArchive();
        File.WriteAllText(host.Path["runtime", "dotnet"], "\u007fELF of another machine");
        await AssertRefusedAsync(host, 3, "no ASP.NET Core 10 runtime that runs on this machine", "--dotnet", await host.RuntimeArchiveAsync());
    }

    [Theory]
    [InlineData("jobs/airquality.dll")]
    [InlineData("api/AirQuality.Api.runtimeconfig.json")]
    [InlineData("systemd/airquality-cycle.service")]
    public async Task Install_FromAHalfUnpackedFolder_NamesWhatIsMissing(string file)
    {
        using var host = new HostRoot().WithFakeArchive();
        File.Delete(Path.Combine(host.Unpacked, file));
        await AssertRefusedAsync(host, 3, file);
    }

    [Fact]
    public async Task Install_OfAProgramThatDoesNotRun_LeavesTheOldOne()
    {
        using var host = new HostRoot().WithFakeArchive();
        await host.InstallAsync("--dotnet", await host.RuntimeArchiveAsync());
        File.WriteAllText(host["/opt/dotnet/dotnet"], "#!/bin/sh\ncase \"$*\" in *--list-runtimes) echo 'Microsoft.AspNetCore.App 10.0.7 [x]' ;; *) echo 'Could not load file or assembly' >&2; exit 134 ;; esac\n");
        var installed = await host.InstalledAsync();

        var refused = await host.InstallAsync();
        Assert.Equal((3, true), (refused.ExitCode, refused.Error.Contains("Could not load file or assembly", StringComparison.Ordinal)));
        Assert.Equal(installed, await host.InstalledAsync());
    }

    [Fact]
    public async Task Install_ByAnyUser_AsksForRoot()
    {
        using var host = new HostRoot().WithFakeArchive();
        host.Fake("id", "echo 1000");
        var result = await host.RunAsync([]);
        Assert.Equal(new ToolResult(3, "", "install.sh: only root can install; run it with sudo\n"), result);
        Assert.Equal(["id -u"], host.Calls);
    }

    [Fact]
    public async Task Install_WhereNothingCanBeWritten_SaysSo()
    {
        using var host = new HostRoot().WithFakeArchive();
        File.WriteAllText(host["/opt"], "a file, which even root cannot make a folder of");
        await AssertRefusedAsync(host, 1, "cannot write below");
    }

    [Theory]
    [InlineData("--colour")]
    [InlineData("--dotnet")]
    [InlineData("--no-store")]
    [InlineData("--region", "eu-west-1")]
    [InlineData("--no-store", "--region", "eu west; reboot")]
    public async Task Install_WithAWrongCommandLine_Is2(params string[] arguments)
    {
        using var host = new HostRoot().WithFakeArchive();
        await AssertRefusedAsync(host, 2, "install.sh: ", arguments);
    }

    [Fact]
    public async Task Help_TellsEveryOption()
    {
        using var host = new HostRoot().WithFakeArchive();
        var help = await host.RunAsync(["--help"]);
        Assert.Equal(0, help.ExitCode);
        Assert.All("--dotnet --no-store --region --remove --root 2 3 1".Split(' '), word => Assert.Contains($"{word} ", help.Output, StringComparison.Ordinal));
    }

    [ToolFact("shellcheck")]
    public async Task Script_IsWithoutFault() => Assert.Equal(new ToolResult(0, "", ""), await Tool.RunAsync("shellcheck", Path.Combine(UnitFile.Folder, "install.sh")));

    private static async Task AssertRefusedAsync(HostRoot host, int exitCode, string words, params string[] arguments)
    {
        var result = await host.InstallAsync(arguments);
        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Contains("install.sh: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Calls, call => call.StartsWith("useradd", StringComparison.Ordinal) || call.StartsWith("systemctl", StringComparison.Ordinal));
        Assert.False(Directory.Exists(host["/opt"]) && Directory.EnumerateFileSystemEntries(host["/opt"]).Any());
    }
}
