using System.Globalization;
using System.Text.RegularExpressions;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>The units that start Grafana, as systemd itself sees them, and what they must say.</summary>
public sealed partial class UnitTests
{
    private const string Server = "grafana-server.service";
    private const string Configure = "grafana-configure.service";

    [ToolFact("systemd-analyze")]
    public async Task Units_Verified_SystemdSaysNothing()
    {
        // The programs are on no machine but an instance; everything else must stand as it is.
        using var folder = new TemporaryFolder();
        foreach (var unit in new[] { Server, Configure })
            await File.WriteAllTextAsync(folder[unit], Program().Replace(await File.ReadAllTextAsync(PathOf(unit)), "/bin/true"));

        var result = await Tool.RunAsync("systemd-analyze", "verify", "--man=no", folder[Server], folder[Configure]);

        Assert.True(result is { ExitCode: 0, Output: "", Error: "" }, result.ToString());
    }

    // 0 is a service that can do nothing, 10 one that can do all; most packaged services have 9.x.
    [ToolTheory("systemd-analyze")]
    [InlineData(Server, 1.2)]
    [InlineData(Configure, 1.8)]
    public async Task Unit_Exposure_StaysLow(string unit, double most)
    {
        var threshold = ((int)Math.Round(most * 10)).ToString(CultureInfo.InvariantCulture);
        var result = await Tool.RunAsync("systemd-analyze", "security", "--no-pager", "--offline=true", $"--threshold={threshold}", PathOf(unit));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("Overall exposure level", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NoNewPrivileges", "yes")]
    [InlineData("ProtectSystem", "strict")]
    [InlineData("ProtectHome", "yes")]
    [InlineData("PrivateTmp", "yes")]
    [InlineData("PrivateDevices", "yes")]
    [InlineData("ProtectKernelTunables", "yes")]
    [InlineData("ProtectKernelModules", "yes")]
    [InlineData("ProtectKernelLogs", "yes")]
    [InlineData("CapabilityBoundingSet", "")]
    [InlineData("RestrictAddressFamilies", "AF_INET AF_INET6 AF_UNIX")]
    public void Units_Sandbox_IsOn(string key, string value)
    {
        Assert.Equal(value, Assert.Single(Values(Server, key)));
        Assert.Equal(value, Assert.Single(Values(Configure, key)));
    }

    [Fact]
    public void Server_Identity_IsGrafanasAndItWritesOnlyAtRunTime()
    {
        Assert.Equal(["grafana"], Values(Server, "User"));
        Assert.Equal(["yes"], Values(Server, "MemoryDenyWriteExecute"));
        Assert.Equal(["@system-service", "~@privileged @resources"], Values(Server, "SystemCallFilter"));
        Assert.Empty(Values(Server, "ReadWritePaths"));
        Assert.Equal(["/run/" + Assert.Single(Values(Server, "RuntimeDirectory"))], [GrafanaSettings.Read()["paths"]["data"]]);
    }

    [Fact]
    public void Server_Restart_PausesAndGivesUpInTheEnd()
    {
        Assert.Equal(["always"], Values(Server, "Restart"));
        Assert.Equal(["5"], Values(Server, "RestartSec"));
        Assert.Equal(["5min"], Values(Server, "StartLimitIntervalSec"));
        Assert.Equal(["10"], Values(Server, "StartLimitBurst")); // ten starts and nine pauses are shorter than the interval, or it would never trip
    }

    [Fact]
    public void Server_Settings_ComeFirst()
    {
        Assert.Equal([Configure], Values(Server, "Requires"));
        Assert.Contains(Configure, Assert.Single(Values(Server, "After")).Split(' '));
        Assert.Equal(["/etc/grafana/airquality.env"], Values(Server, "EnvironmentFile"));
        Assert.Equal(["/etc/airquality/grafana.env"], Values(Configure, "EnvironmentFile"));
        Assert.Equal(["/opt/airquality/grafana/configure.sh"], Values(Configure, "ExecStart"));
    }

    private static string PathOf(string unit) => Fixtures.File("grafana", "systemd", unit);

    private static List<string> Values(string unit, string key) =>
        [.. File.ReadLines(PathOf(unit)).Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2 && pair[0] == key).Select(pair => pair[1])];

    [GeneratedRegex("(?<=^ExecStart=)[^ \n]+", RegexOptions.Multiline)]
    private static partial Regex Program();
}
