using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Hosts;

/// <summary>The units themselves: what systemd's own checks say of them, and promises that no check of systemd's knows.</summary>
public sealed class UnitTests
{
    private static readonly string[] _sizes = ["K", "M", "G"];

    private static IReadOnlyList<UnitFile> Services { get; } = [.. UnitFile.Services.Select(name => UnitFile.Read(Path.Combine(UnitFile.Folder, name)))];

    [ToolFact("systemd-analyze")]
    public async Task Units_OnAHostThatHasThePrograms_AreWithoutFault()
    {
        using var host = await WithUnitsAsync();
        Assert.Equal(new ToolResult(0, "", ""), await VerifyAsync(host));
    }

    [ToolFact("systemd-analyze")]
    public async Task Units_WithoutTheStore_AreWithoutFault()
    {
        using var host = await WithUnitsAsync();
        File.Delete(host["/etc/systemd/system/airquality-store.service"]);
        Assert.Equal(new ToolResult(0, "", ""), await VerifyAsync(host));
    }

    [ToolFact("systemd-analyze")]
    public async Task Units_WithAWordThatSystemdDoesNotKnow_AreFoundOut()
    {
        using var host = await WithUnitsAsync();
        File.AppendAllText(host["/etc/systemd/system/airquality-api.service"], "\n[Service]\nRestartSpeed=8\n");
        Assert.Contains("RestartSpeed", (await VerifyAsync(host)).Error, StringComparison.Ordinal);
    }

    // Tenths of systemd's measure, where 0 is no exposure. What is left is the network, which each program is for; that .NET compiles while it
    // runs and places its threads; and a user namespace, which some hosts forbid, so that nothing would start there.
    [ToolTheory("systemd-analyze")]
    [InlineData("airquality-store.service", 12)]
    [InlineData("airquality-cycle.service", 14)]
    [InlineData("airquality-api.service", 14)]
    public async Task Exposure_OfEachService_StaysLow(string unit, int tenths)
    {
        using var host = await WithUnitsAsync();
        var result = await Tool.RunAsync("systemd-analyze", "security", "--no-pager", "--offline=true", $"--root={host[""]}", $"--threshold={tenths}", unit);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [Fact]
    public void Stop_OfEachService_LeavesTheProgramItsGrace()
    {
        // The program gives what is in flight 30 s, and so does the API's host.
        Assert.All(Services, unit => Assert.True(unit.TimeoutStop > TimeSpan.FromSeconds(30), unit.Name));
        Assert.All(Services.Where(unit => unit.ExecStart.Contains("/opt/airquality/jobs/airquality.dll")), unit => Assert.Contains(130, unit.CleanExits));
    }

    [Fact]
    public void Memory_OfAllServices_FitsASmallHost()
    {
        Assert.All(Services, unit =>
        {
            Assert.True(Bytes(unit.Single("MemoryHigh")) < Bytes(unit.Single("MemoryMax")), unit.Name);

            // What is not heap took up to 150 MB with 35,000 sensors. Beyond MemoryHigh the kernel slows a program down, and a full heap cannot give way.
            var share = Convert.ToInt32(unit.Environment(_ => "/dev/null")["DOTNET_GCHeapHardLimitPercent"], 16);
            Assert.InRange(Bytes(unit.Single("MemoryMax")) * share / 100 + Bytes("150M"), 0, Bytes(unit.Single("MemoryHigh")));
        });

        // 2 GB, of which firmware and kernel keep some 150 MB, and the system's own services need as much again.
        Assert.InRange(Services.Sum(unit => Bytes(unit.Single("MemoryMax"))), 0, Bytes("1700M"));
    }

    [Fact]
    public void Restart_OfEachService_IsForEverAndNeverInAHurry() => Assert.All(Services, unit =>
    {
        Assert.Equal("always", unit.Single("Restart"));
        Assert.Equal("0", unit.Single("StartLimitIntervalSec"));
        Assert.InRange(int.Parse(unit.Single("RestartSec"), System.Globalization.CultureInfo.InvariantCulture), 10, 60);
    });

    [Fact]
    public void Store_WhileItRestarts_StopsNobody() => Assert.All(Services.Skip(1), unit =>
    {
        Assert.Contains("airquality-store.service", unit.Single("Wants").Split(' '));
        Assert.Contains("airquality-store.service", unit.Single("After").Split(' '));
        Assert.Empty(unit.Values("Requires").Concat(unit.Values("BindsTo")));
    });

    [Fact]
    public void Network_OfTheStore_IsThisHostAlone()
    {
        Assert.Equal("any", Services[0].Single("IPAddressDeny"));
        Assert.Equal("localhost", Services[0].Single("IPAddressAllow"));

        // The others need AWS and the role's credentials, at 169.254.169.254.
        Assert.All(Services.Skip(1), unit => Assert.Empty(unit.Values("IPAddressDeny")));
    }

    [Fact]
    public void Port_OfTheStore_IsTheOneThatSettingsName()
    {
        var endpoint = new Uri(File.ReadLines(Path.Combine(UnitFile.Folder, "airquality.env")).Single(line => line.StartsWith("AIRQUALITY_Timestream__Endpoint=", StringComparison.Ordinal)).Split('=')[1]);
        Assert.Equal($"{endpoint.Port}", Services[0].ExecStart.SkipWhile(word => word != "--port").ElementAt(1));
        Assert.Contains($"/{endpoint.Port})", Services[0].Single("ExecStartPost"), StringComparison.Ordinal);
    }

    private static long Bytes(string size) => long.Parse(size[..^1], System.Globalization.CultureInfo.InvariantCulture) << (10 * (Array.IndexOf(_sizes, size[^1..]) + 1));

    // The units where they will lie, with the system's own beside them, and files in the places of the programs that they start.
    private static async Task<HostRoot> WithUnitsAsync()
    {
        var host = new HostRoot();
        foreach (var folder in new[] { "/etc/systemd/system", "/usr/lib/systemd", "/usr/bin", "/opt/dotnet" })
            Directory.CreateDirectory(host[folder]);
        Assert.Equal(0, (await Tool.RunAsync("cp", "-R", Directory.Exists("/usr/lib/systemd/system") ? "/usr/lib/systemd/system" : "/lib/systemd/system", host["/usr/lib/systemd/system"])).ExitCode);
        foreach (var unit in UnitFile.All)
            File.Copy(Path.Combine(UnitFile.Folder, unit), host[$"/etc/systemd/system/{unit}"]);
        foreach (var program in new[] { "/usr/bin/bash", "/opt/dotnet/dotnet" })
        {
            File.WriteAllText(host[program], "#!/bin/sh\n");
            File.SetUnixFileMode(host[program], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
        return host;
    }

    private static Task<ToolResult> VerifyAsync(HostRoot host) => Tool.RunAsync("systemd-analyze",
        ["verify", "--man=no", $"--root={host[""]}", .. UnitFile.All.Where(unit => File.Exists(host[$"/etc/systemd/system/{unit}"]))]);
}
