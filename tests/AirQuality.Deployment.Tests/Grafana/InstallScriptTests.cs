using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>grafana/install.sh on a machine whose package manager, key and plugin catalogue are made up.</summary>
public sealed class InstallScriptTests : IDisposable
{
    private const string Version = "0123456789abcdef";
    private const string Dnf = """
        case "${!#}" in
          grafana-*) program=usr/share/grafana/bin/grafana; echo "${!#}" | cut -d- -f2 > "$folder/rpm.grafana" ;;
          amazon-cloudwatch-agent) program=opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl ;;
          *) exit 9 ;;
        esac
        mkdir -p "$root/$(dirname "$program")"
        cp "$folder/grafana-program" "$root/$program"
        """;
    // grafana cli --homepath … --pluginsDir <folder> plugins install <id> <version>
    private const string Grafana = """
        mkdir -p "$5/$8"
        echo "{\"id\": \"$8\", \"info\": {\"version\": \"$9\"}}" > "$5/$8/plugin.json"
        echo signed > "$5/$8/MANIFEST.txt"
        """;
    private readonly FakeMachine _machine = new();

    public InstallScriptTests()
    {
        string[] copied =
        [
            "install.sh", "configure.sh", "versions.env", "grafana.ini", "cloudwatch-agent.json",
            "systemd/grafana-server.service", "systemd/grafana-configure.service",
        ];
        foreach (var file in copied)
            _machine.Write($"grafana/{file}", File.ReadAllText(Fixtures.File(["grafana", .. file.Split('/')])));
        _machine.Write("grafana/dashboards/air-quality.json", "{}");
        _machine.Write("grafana/provisioning/datasources/timestream.yaml", "apiVersion: 1");
        _machine.Write("grafana/provisioning/dashboards/provider.yaml", "apiVersion: 1");
        _machine.ProgramAt(Path.Combine(_machine.Folder, "grafana-program"), Grafana);
        _machine.Program("dnf", Dnf);
        _machine.Program("rpm", "cat \"$folder/rpm.grafana\"");
        _machine.Program("curl", "while [[ \"$1\" != --output ]]; do shift; done; echo key > \"$2\"");
        _machine.Program("systemctl");
        Key("B53AE77BADB630A683046005963FA27710458545");
    }

    [Fact]
    public async Task Install_FirstTime_InstallsThePinnedVersionsAndPlacesEverything()
    {
        var result = await InstallAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("dnf install --assumeyes --quiet --enablerepo=grafana grafana-12.3.0", _machine.Calls);
        Assert.Contains("dnf install --assumeyes --quiet amazon-cloudwatch-agent", _machine.Calls);
        Assert.Contains(_machine.Calls, call => call.EndsWith("plugins install grafana-timestream-datasource 2.13.0", StringComparison.Ordinal));
        Assert.Equal(["systemctl daemon-reload", "systemctl enable --quiet grafana-configure.service grafana-server.service"], Called("systemctl"));
        Assert.Equal(Version, _machine.Text("opt/airquality/grafana/VERSION").Trim());
        foreach (var file in new[]
        {
            "etc/grafana/grafana.ini", "etc/grafana/provisioning/datasources/timestream.yaml", "etc/grafana/provisioning/dashboards/provider.yaml",
            "var/lib/grafana/dashboards/air-quality.json", "var/lib/grafana/plugins/grafana-timestream-datasource/MANIFEST.txt",
            "etc/systemd/system/grafana-server.service", "etc/systemd/system/grafana-configure.service", "opt/airquality/grafana/cloudwatch-agent.json",
        })
        {
            Assert.True(File.Exists(_machine.At(file)), file);
        }
        Assert.True(File.GetUnixFileMode(_machine.At("opt/airquality/grafana/configure.sh")).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public async Task Install_Repository_IsCheckedAndOffBetweenInstallations()
    {
        await InstallAsync();

        var repository = _machine.Text("etc/yum.repos.d/grafana.repo").Split('\n');
        Assert.Superset(new HashSet<string> { "baseurl=https://rpm.grafana.com", "gpgcheck=1", "repo_gpgcheck=1", "sslverify=1", "enabled=0",
            "gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-grafana" }, repository.ToHashSet());
        Assert.True(File.Exists(_machine.At("etc/pki/rpm-gpg/RPM-GPG-KEY-grafana")));
    }

    [Fact]
    public async Task Install_SecondTime_FetchesNothingAndPutsFilesRight()
    {
        await InstallAsync();
        var settings = _machine.Text("etc/grafana/grafana.ini");
        File.AppendAllText(_machine.At("etc/grafana/grafana.ini"), "[auth.anonymous]\norg_role = Admin\n");
        File.WriteAllText(_machine.At("var/lib/grafana/dashboards/old.json"), "{}");
        File.WriteAllText(_machine.At("etc/grafana/provisioning/datasources/old.yaml"), "apiVersion: 1");
        _machine.ForgetCalls();

        var result = await InstallAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(["rpm", "systemctl"], _machine.Calls.Select(call => call.Split(' ')[0]).Distinct().Order());
        Assert.Equal(settings, _machine.Text("etc/grafana/grafana.ini"));
        Assert.Equal(["air-quality.json"], Directory.GetFiles(_machine.At("var/lib/grafana/dashboards")).Select(Path.GetFileName));
        Assert.Equal(["timestream.yaml"], Directory.GetFiles(_machine.At("etc/grafana/provisioning/datasources")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Install_AnotherKey_IsRefusedBeforeAnyPackage()
    {
        Key("0000000000000000000000000000000000000000");

        var result = await InstallAsync();

        Failed(result, "'0000000000000000000000000000000000000000', not B53AE77BADB630A683046005963FA27710458545");
        Assert.Empty(Called("dnf"));
        Assert.Empty(Directory.GetFiles(_machine.At("etc/pki/rpm-gpg")));
    }

    [Fact]
    public async Task Install_AnotherKeyBesideIt_IsRefused()
    {
        Key("B53AE77BADB630A683046005963FA27710458545", "0000000000000000000000000000000000000000");

        Failed(await InstallAsync(), "B53AE77BADB630A683046005963FA27710458545 0000000000000000000000000000000000000000");
    }

    [Theory]
    [InlineData("curl", "exit 6", "Grafana's key cannot be fetched")]
    [InlineData("dnf", "exit 1", "dnf could not install grafana-12.3.0")]
    [InlineData("rpm", "echo 11.0.0", "after dnf, Grafana is not 12.3.0")]
    public async Task Install_StepFails_SaysWhichAndLeavesNoVersion(string program, string body, string message)
    {
        _machine.Program(program, body);

        Failed(await InstallAsync(), message);
    }

    [Theory]
    [InlineData("exit 1", "could not install grafana-timestream-datasource 2.13.0")]
    [InlineData("mkdir -p \"$5/$8\"; echo '{\"version\": \"2.13.0\"}' > \"$5/$8/plugin.json\"", "is not a signed grafana-timestream-datasource 2.13.0")]
    [InlineData("mkdir -p \"$5/$8\"; echo '{\"version\": \"2.12.0\"}' > \"$5/$8/plugin.json\"; touch \"$5/$8/MANIFEST.txt\"", "is not a signed grafana-timestream-datasource 2.13.0")]
    public async Task Install_PluginIsNotTheOne_SaysSoAndLeavesNoVersion(string body, string message)
    {
        _machine.ProgramAt(Path.Combine(_machine.Folder, "grafana-program"), body);

        Failed(await InstallAsync(), message);
    }

    [Fact]
    public async Task Install_FailsOverAnOlderOne_NoVersionPassesForInstalled()
    {
        await InstallAsync();
        File.Delete(_machine.At("var/lib/grafana/plugins/grafana-timestream-datasource/MANIFEST.txt"));
        _machine.ProgramAt(_machine.At("usr/share/grafana/bin/grafana"), "exit 1");
        _machine.ForgetCalls();

        Failed(await InstallAsync(), "could not install grafana-timestream-datasource");
    }

    [Fact]
    public async Task Install_PartOfTheFolder_IsRefused()
    {
        Directory.Delete(Path.Combine(_machine.Folder, "grafana", "dashboards"), recursive: true);

        var result = await InstallAsync();

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("unpack the whole grafana.zip", result.Error, StringComparison.Ordinal);
        Assert.Empty(_machine.Calls);
    }

    [Theory]
    [InlineData]
    [InlineData("../../etc")]
    [InlineData("0123456789abcdef", "more")]
    public async Task Install_WrongArguments_AreUsage(params string[] arguments)
    {
        var result = await InstallAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("install.sh: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_BeforeAndAfter_TellsThemApart()
    {
        var before = await InstallAsync("--check");
        await InstallAsync(Version);
        var after = await _machine.RunAsync(_machine.At("opt/airquality/grafana/install.sh"), ["--check"]);

        Assert.Equal((1, 4), (before.ExitCode, before.Error.Trim().Split('\n').Length));
        Assert.Equal((0, ""), (after.ExitCode, after.Error));
    }

    public void Dispose() => _machine.Dispose();

    // gpg --show-keys --with-colons: a primary key with a subkey, whose fingerprint does not count.
    private void Key(params string[] fingerprints) => _machine.Program("gpg", "cat <<'KEYS'\n" + string.Concat(fingerprints.Select(fingerprint =>
        $"pub:-:3072:1:963FA27710458545:::\nfpr:::::::::{fingerprint}:\nuid:-::::::\nsub:-:3072:1:1:::\nfpr:::::::::1111111111111111111111111111111111111111:\n")) + "KEYS");

    private Task<ToolResult> InstallAsync() => InstallAsync(Version);

    private Task<ToolResult> InstallAsync(params string[] arguments) => _machine.RunAsync(Path.Combine(_machine.Folder, "grafana", "install.sh"), arguments);

    private IEnumerable<string> Called(string program) => _machine.Calls.Where(call => call.StartsWith($"{program} ", StringComparison.Ordinal));

    private void Failed(ToolResult result, string message)
    {
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_machine.At("opt/airquality/grafana/VERSION")));
        Assert.Empty(Called("systemctl"));
    }
}
