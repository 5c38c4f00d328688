namespace AirQuality.Deployment.Tests.Hosts;

/// <summary>install.sh in a throw-away root, with programs in the place of those that would change this machine.</summary>
public sealed class InstallTests
{
    private const string Settings = "/etc/airquality/airquality.env";
    private const string Store = "/etc/systemd/system/airquality-store.service";

    [Fact]
    public async Task Install_OnANewHost_MakesUserProgramsSettingsAndServices()
    {
        using var host = new HostRoot().WithFakeArchive();
        var result = await host.InstallAsync("--dotnet", await host.RuntimeArchiveAsync());
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.True(File.Exists(host["/opt/dotnet/dotnet"]));
        Assert.True(File.Exists(host["/opt/airquality/jobs/airquality.dll"]));
        Assert.True(File.Exists(host["/opt/airquality/api/AirQuality.Api.dll"]));
        Assert.All(UnitFile.All, unit => Assert.Equal(File.ReadAllText(Path.Combine(UnitFile.Folder, unit)), File.ReadAllText(host[$"/etc/systemd/system/{unit}"])));
        Assert.Contains(host.Calls, call => call.StartsWith("useradd --system", StringComparison.Ordinal) && call.EndsWith(" airquality", StringComparison.Ordinal));
        Assert.Equal(["systemctl --version", "systemctl daemon-reload", .. UnitFile.All.Select(unit => $"systemctl enable --quiet {unit}"), "systemctl start airquality.target"],
            host.Calls.Where(call => call.StartsWith("systemctl", StringComparison.Ordinal)));
        Assert.Contains("/etc/airquality/api.key", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_OnANewHost_KeepsTheKeyFromOthers()
    {
        using var host = new HostRoot().WithFakeArchive();
        await host.InstallAsync("--dotnet", await host.RuntimeArchiveAsync());
        Assert.StartsWith("aq_secret", Assert.Single(File.ReadAllLines(host["/etc/airquality/api.key"])), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(host["/etc/airquality/api.key"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(host[Settings]));
        Assert.Contains(host.Calls, call => call.StartsWith("chown root:airquality ", StringComparison.Ordinal));
        var settings = File.ReadAllText(host[Settings]);
        Assert.Contains($"AIRQUALITY_Keys__0__Sha256={7:D64}\n", settings, StringComparison.Ordinal);
        Assert.DoesNotContain("aq_secret", settings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_Again_ChangesNothing()
    {
        using var host = new HostRoot().WithFakeArchive();
        var archive = await host.RuntimeArchiveAsync();
        await host.InstallAsync("--dotnet", archive);
        var key = File.ReadAllText(host["/etc/airquality/api.key"]);
        var installed = await host.InstalledAsync();

        var again = await host.InstallAsync();
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal(installed, await host.InstalledAsync());
        Assert.Equal(key, File.ReadAllText(host["/etc/airquality/api.key"]));
        Assert.Single(host.Calls, call => call.StartsWith("useradd", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Install_OfAnotherVersion_ReplacesProgramsWholeAndKeepsSettings()
    {
        using var host = new HostRoot().WithFakeArchive();
        await host.InstallAsync("--dotnet", await host.RuntimeArchiveAsync());
        File.WriteAllText(host["/opt/airquality/jobs/Of.The.Old.Version.dll"], "x");
        File.AppendAllText(host[Settings], "AIRQUALITY_Feed__UserAgent=AirQuality (me@example.org)\n");
        var settings = File.ReadAllText(host[Settings]);
        File.WriteAllText(Path.Combine(host.Unpacked, "jobs", "airquality.dll"), "the new one");

        Assert.Equal(0, (await host.InstallAsync()).ExitCode);
        Assert.Equal(["systemctl stop airquality.target", "systemctl start airquality.target"],
            host.Calls.Where(call => call.EndsWith(" airquality.target", StringComparison.Ordinal) && !call.Contains("enable", StringComparison.Ordinal)).Skip(1));
        Assert.Equal("the new one", File.ReadAllText(host["/opt/airquality/jobs/airquality.dll"]));
        Assert.False(File.Exists(host["/opt/airquality/jobs/Of.The.Old.Version.dll"]));
        Assert.Equal(settings, File.ReadAllText(host[Settings]));
        Assert.Equal(["airquality", "dotnet"], Directory.GetFileSystemEntries(host["/opt"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Install_CutShortBetweenTwoVersions_GoesOn()
    {
        using var host = new HostRoot().WithFakeArchive();
        await host.InstallAsync("--dotnet", await host.RuntimeArchiveAsync());
        Directory.Move(host["/opt/airquality"], host["/opt/airquality.old"]);
        Directory.CreateDirectory(host["/opt/airquality.new/jobs"]);

        Assert.Equal(0, (await host.InstallAsync()).ExitCode);
        Assert.Equal(["airquality", "dotnet"], Directory.GetFileSystemEntries(host["/opt"]).Select(Path.GetFileName).Order());
        Assert.Equal(["api", "jobs"], Directory.GetFileSystemEntries(host["/opt/airquality"]).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("252", false)]
    [InlineData("257", true)]
    public async Task Install_WhereSystemdCanWaitLongerEachTime_TellsItTo(string version, bool expected)
    {
        using var host = new HostRoot().WithFakeArchive();
        await host.RunAsync(["--root", host[""], "--dotnet", await host.RuntimeArchiveAsync()], ("SYSTEMD", version));
        Assert.All(UnitFile.Services, unit => Assert.Equal(expected, File.Exists(host[$"/etc/systemd/system/{unit}.d/50-back-off.conf"])));
        if (expected)
            Assert.Contains("RestartMaxDelaySec=5min", File.ReadAllText(host[$"{Store}.d/50-back-off.conf"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_WithoutStore_GoesToTheRegion()
    {
        using var host = new HostRoot().WithFakeArchive();
        var result = await host.InstallAsync("--no-store", "--region", "eu-west-1", "--dotnet", await host.RuntimeArchiveAsync());
        Assert.True(result.ExitCode == 0, result.ToString());
        var settings = File.ReadAllLines(host[Settings]);
        Assert.Contains("AIRQUALITY_Timestream__Region=eu-west-1", settings);
        Assert.DoesNotContain(settings, line => line.StartsWith("AIRQUALITY_Timestream__Endpoint", StringComparison.Ordinal));
        Assert.False(File.Exists(host[Store]));
        Assert.DoesNotContain(host.Calls, call => call.Contains("airquality-store", StringComparison.Ordinal));

        // An update reads it from the settings.
        Assert.Equal(0, (await host.InstallAsync()).ExitCode);
        Assert.False(File.Exists(host[Store]));
    }

    [Fact]
    public async Task Install_AfterTheTableMovedToAws_TakesTheStoreAway()
    {
        using var host = new HostRoot().WithFakeArchive();
        await host.InstallAsync("--dotnet", await host.RuntimeArchiveAsync());
        var refused = await host.InstallAsync("--no-store", "--region", "eu-west-1");
        Assert.Equal((3, true), (refused.ExitCode, refused.Error.Contains("AIRQUALITY_Timestream__Endpoint", StringComparison.Ordinal)));

        File.WriteAllText(host[Settings], File.ReadAllText(host[Settings])
            .Replace("\nAIRQUALITY_Timestream__Endpoint=", "\n#AIRQUALITY_Timestream__Endpoint=", StringComparison.Ordinal)
            .Replace("\n#AIRQUALITY_Timestream__Region=", "\nAIRQUALITY_Timestream__Region=", StringComparison.Ordinal));
        Assert.Equal(0, (await host.InstallAsync("--no-store")).ExitCode);
        Assert.Contains("systemctl disable --now airquality-store.service", host.Calls);
        Assert.False(File.Exists(host[Store]));
    }

    [Fact]
    public async Task Remove_KeepsDataAndSettings_AndSaysSo()
    {
        using var host = new HostRoot().WithFakeArchive();
        await host.RunAsync(["--root", host[""], "--dotnet", await host.RuntimeArchiveAsync()], ("SYSTEMD", "257"));
        Directory.CreateDirectory(host["/var/lib/airquality"]);
        File.WriteAllText(host["/var/lib/airquality/timestream.db"], "rows");

        var removed = await host.InstallAsync("--remove");
        Assert.True(removed.ExitCode == 0, removed.ToString());
        Assert.Contains("/var/lib/airquality", removed.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(host["/etc/systemd/system"]));
        Assert.False(Directory.Exists(host["/opt/airquality"]));
        Assert.True(File.Exists(host["/var/lib/airquality/timestream.db"]));
        Assert.True(File.Exists(host[Settings]));
        Assert.All(UnitFile.All, unit => Assert.Contains($"systemctl disable --now {unit}", host.Calls));

        Assert.Equal(0, (await host.InstallAsync("--remove")).ExitCode); // nothing is left to stop
    }
}
