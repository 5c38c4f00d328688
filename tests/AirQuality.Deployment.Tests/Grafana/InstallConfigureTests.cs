using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>grafana/configure.sh with made-up secrets.</summary>
public sealed class InstallConfigureTests : IDisposable
{
    private const string Password = "a-Password,of-32+characters!abcd";
    private const string Target = "etc/grafana/airquality.env";
    private readonly FakeMachine _machine = new();

    public InstallConfigureTests()
    {
        Directory.CreateDirectory(_machine.At("etc/grafana"));
        // aws secretsmanager get-secret-value --region <region> --secret-id <id> …
        _machine.Program("aws", """[[ -f "$folder/secrets/$6" ]] || { echo "ResourceNotFoundException" >&2; exit 254; }; cat "$folder/secrets/$6" """);
        _machine.Write("secrets/admin", Password + "\n");
        _machine.Write("secrets/key", "0123456789abcdef0123456789abcdef\n");
    }

    [Theory]
    [InlineData("http://lb.example.org/", "false")]
    [InlineData("https://air.example.org/", "true")]
    public async Task Configure_Settings_WritesThemForRootAlone(string url, string secure)
    {
        var result = await ConfigureAsync(("AIRQUALITY_URL", url));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_machine.At(Target)));
        Assert.Equal(
            [
                "AIRQUALITY_REGION=\"eu-west-1\"", "AIRQUALITY_DATABASE=\"air_quality\"", "AIRQUALITY_TABLE=\"readings\"", "AIRQUALITY_TIMESTREAM_ENDPOINT=\"\"",
                "AIRQUALITY_AUTH=\"default\"", "AWS_REGION=\"eu-west-1\"", $"GF_SERVER_ROOT_URL=\"{url}\"", $"GF_SECURITY_COOKIE_SECURE=\"{secure}\"",
                $"GF_SECURITY_STRICT_TRANSPORT_SECURITY=\"{secure}\"", $"GF_SECURITY_ADMIN_PASSWORD=\"{Password}\"", "GF_SECURITY_SECRET_KEY=\"0123456789abcdef0123456789abcdef\"",
            ],
            File.ReadAllLines(_machine.At(Target)));
        Assert.DoesNotContain(Password, result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configure_Again_TakesTheSecretOfToday()
    {
        await ConfigureAsync();
        _machine.Write("secrets/admin", "another-password-of-today\n");

        Assert.Equal(0, (await ConfigureAsync()).ExitCode);
        Assert.Contains("GF_SECURITY_ADMIN_PASSWORD=\"another-password-of-today\"\n", _machine.Text(Target), StringComparison.Ordinal);
        Assert.Equal([Target], Directory.GetFiles(_machine.At("etc/grafana")).Select(file => Path.GetRelativePath(_machine.Root, file)));
    }

    [Theory]
    [InlineData("admin", "admin's password cannot be read from the secret 'admin'")]
    [InlineData("key", "Grafana's secret key cannot be read from the secret 'key'")]
    public async Task Configure_SecretMissing_LeavesWhatWasThere(string secret, string message)
    {
        await ConfigureAsync();
        var before = _machine.Text(Target);
        File.Delete(Path.Combine(_machine.Folder, "secrets", secret));

        var result = await ConfigureAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(before, _machine.Text(Target));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("quote\"of-more-than-16-characters")]
    [InlineData("dollar$of-more-than-16-characters")]
    [InlineData("back\\slash-of-more-than-16-characters")]
    [InlineData("two lines-of-more\nthan-16-characters")]
    public async Task Configure_SecretThatTheFileCannotHold_IsRefusedUnseen(string password)
    {
        _machine.Write("secrets/admin", password + "\n");

        var result = await ConfigureAsync();

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("admin's password in the secret 'admin' must be 16 to 128", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(password, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_machine.At(Target)));
    }

    [Theory]
    [InlineData("AIRQUALITY_REGION", "")]
    [InlineData("AIRQUALITY_REGION", "eu-west-1\"\nGF_AUTH_ANONYMOUS_ORG_ROLE=\"Admin")]
    [InlineData("AIRQUALITY_DATABASE", "air quality")]
    [InlineData("AIRQUALITY_TABLE", "$(id)")]
    [InlineData("AIRQUALITY_URL", "air.example.org")]
    [InlineData("AIRQUALITY_TIMESTREAM_ENDPOINT", "localhost:8087")]
    [InlineData("AIRQUALITY_AUTH", "arn")]
    [InlineData("AIRQUALITY_ADMIN_SECRET", "--help me")]
    public async Task Configure_WrongSetting_NamesItAndAsksNobody(string name, string value)
    {
        var result = await ConfigureAsync((name, value));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains($"configure.sh: {name} is ", result.Error, StringComparison.Ordinal);
        Assert.Empty(_machine.Calls);
    }

    [Fact]
    public async Task Configure_AnotherTimestream_IsPassedOn()
    {
        await ConfigureAsync(("AIRQUALITY_TIMESTREAM_ENDPOINT", "http://127.0.0.1:8087"), ("AIRQUALITY_AUTH", "keys"));

        Assert.Contains("AIRQUALITY_TIMESTREAM_ENDPOINT=\"http://127.0.0.1:8087\"\nAIRQUALITY_AUTH=\"keys\"\n", _machine.Text(Target), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configure_Argument_IsUsage() =>
        Assert.Equal(2, (await _machine.RunAsync(Fixtures.File("grafana", "configure.sh"), ["now"])).ExitCode);

    public void Dispose() => _machine.Dispose();

    private Task<ToolResult> ConfigureAsync(params (string Name, string? Value)[] variables) => _machine.RunAsync(Fixtures.File("grafana", "configure.sh"), [],
        [
            ("AIRQUALITY_REGION", "eu-west-1"), ("AIRQUALITY_DATABASE", "air_quality"), ("AIRQUALITY_TABLE", "readings"), ("AIRQUALITY_URL", "http://lb.example.org/"),
            ("AIRQUALITY_ADMIN_SECRET", "admin"), ("AIRQUALITY_KEY_SECRET", "key"), .. variables,
        ]);
}
