using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>The settings that Grafana and the CloudWatch agent are installed with.</summary>
public sealed partial class InstallSettingsTests
{
    [Theory]
    [InlineData("server", "http_port", "3000")]
    [InlineData("paths", "plugins", "/var/lib/grafana/plugins")]
    [InlineData("paths", "provisioning", "/etc/grafana/provisioning")]
    [InlineData("database", "type", "sqlite3")]
    [InlineData("log", "mode", "console")]
    [InlineData("auth", "disable_login_form", "false")]
    [InlineData("auth.anonymous", "enabled", "true")]
    [InlineData("auth.anonymous", "org_role", "Viewer")]
    [InlineData("auth.anonymous", "hide_version", "true")]
    [InlineData("auth.basic", "enabled", "false")]
    [InlineData("users", "viewers_can_edit", "false")]
    [InlineData("users", "allow_sign_up", "false")]
    [InlineData("users", "allow_org_create", "false")]
    [InlineData("security", "allow_embedding", "false")]
    [InlineData("security", "x_content_type_options", "true")]
    [InlineData("security", "content_security_policy", "true")]
    [InlineData("dashboards", "default_home_dashboard_path", "/var/lib/grafana/dashboards/air-quality.json")]
    [InlineData("dashboards", "min_refresh_interval", "1m")]
    [InlineData("aws", "allowed_auth_providers", "default,keys,credentials,ec2_iam_role")]
    [InlineData("analytics", "reporting_enabled", "false")]
    [InlineData("analytics", "check_for_updates", "false")]
    [InlineData("analytics", "check_for_plugin_updates", "false")]
    [InlineData("plugins", "plugin_admin_enabled", "false")]
    [InlineData("plugins", "preinstall_disabled", "true")]
    [InlineData("unified_alerting", "enabled", "false")]
    [InlineData("live", "max_connections", "0")]
    [InlineData("snapshots", "enabled", "false")]
    [InlineData("explore", "enabled", "false")]
    [InlineData("metrics", "enabled", "false")]
    public void Grafana_Setting_IsAsDecided(string section, string key, string value) => Assert.Equal(value, GrafanaSettings.Read()[section][key]);

    [Fact]
    public void Grafana_Settings_HoldNoSecret() =>
        Assert.DoesNotContain(GrafanaSettings.Read().SelectMany(section => section.Value.Keys), key => key is "admin_password" or "secret_key" or "password");

    [Fact]
    public void Provisioning_Variables_AreAllWrittenByConfigure()
    {
        // Quoted so that a shell does not see them; Grafana reads an unknown one as nothing, without a word.
        var written = EnvironmentLine().Matches(File.ReadAllText(Fixtures.File("grafana", "configure.sh"))).Select(match => match.Groups[1].Value).ToHashSet();
        var folder = Fixtures.File("grafana", "provisioning");
        var used = (Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories) : [])
            .SelectMany(File.ReadLines).Where(line => !line.TrimStart().StartsWith('#')).SelectMany(line => Variable().Matches(line)).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Contains("GF_SERVER_ROOT_URL", written);
        Assert.Subset(written, used);
    }

    [Fact]
    public void Agent_Configuration_MeasuresMemoryByGroupAndInstance()
    {
        var metrics = JsonNode.Parse(File.ReadAllText(Fixtures.File("grafana", "cloudwatch-agent.json")))!["metrics"]!;

        Assert.Equal("""["mem_used_percent"]""", metrics["metrics_collected"]!["mem"]!["measurement"]!.ToJsonString());
        Assert.Equal("""{"AutoScalingGroupName":"${aws:AutoScalingGroupName}","InstanceId":"${aws:InstanceId}"}""", metrics["append_dimensions"]!.ToJsonString());
        Assert.Equal("""[["AutoScalingGroupName"]]""", metrics["aggregation_dimensions"]!.ToJsonString());
        Assert.Equal("CWAgent", (string)metrics["namespace"]!); // the only one that the instances' role may write
    }

    [Fact]
    public void Versions_Pinned_AreExact() => Assert.All(
        File.ReadLines(Fixtures.File("grafana", "versions.env")).Where(line => line.Contains("VERSION", StringComparison.Ordinal)),
        line => Assert.Matches(@"^[A-Z_]+=[0-9]+\.[0-9]+\.[0-9]+$", line));

    [GeneratedRegex("^([A-Z_]+)=\"", RegexOptions.Multiline)]
    private static partial Regex EnvironmentLine();

    [GeneratedRegex(@"(?<!\$)\$\{?([A-Z][A-Z0-9_]+)\}?")]
    private static partial Regex Variable();
}
