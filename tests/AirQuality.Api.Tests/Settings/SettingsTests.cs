using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Settings;

public sealed class SettingsTests
{
    private const int Configuration = 3;

    [Fact]
    public async Task Start_WithManyWrongSettings_EndsAndNamesEachInALine()
    {
        var (exitCode, errors) = await ProgramRun.EndAsync(
            "Store:LookbackHours=0", "Store:PollSecond=2", "Limits:ReadsPerSecond=many", "Proxies:0=the-proxy", "Telemetry:OtlpEndpoint=collector",
            "Timestream:Endpoint=ftp://x", "Timestream:Databse=air", "Steps:PollInterval=00:00:01", "Urls=http://127.0.0.1:0");
        Assert.Equal(Configuration, exitCode);
        string[] keys =
        [
            "Store:LookbackHours", "Store:PollSecond", "Limits:ReadsPerSecond", "the-proxy", "Telemetry:OtlpEndpoint", "Timestream:Endpoint", "Timestream:Databse", "Steps:PollInterval",
        ];
        Assert.All(keys, key => Assert.Single(errors, line => line.StartsWith("airquality-api: ", StringComparison.Ordinal) && line.Contains(key, StringComparison.Ordinal)));
        Assert.Equal(keys.Length, errors.Length);
    }

    [Fact]
    public async Task Start_WithAnAddressThatIsTaken_EndsWithAWordAboutIt()
    {
        await using var other = await LiveApi.StartAsync();
        var (exitCode, errors) = await ProgramRun.EndAsync($"Urls={other.Address}", "Timestream:Endpoint=http://127.0.0.1:1");
        Assert.Equal(Configuration, exitCode);
        Assert.Contains(errors, line => line.StartsWith("airquality-api: ", StringComparison.Ordinal) && line.Contains("address already in use", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_WithAnAddressThatIsNone_EndsWithOneLineAboutIt()
    {
        var (exitCode, errors) = await ProgramRun.EndAsync("Urls=nowhere", "Timestream:Endpoint=http://127.0.0.1:1");
        Assert.Equal(Configuration, exitCode);
        Assert.Contains("nowhere", Assert.Single(errors), StringComparison.Ordinal);
    }
}
