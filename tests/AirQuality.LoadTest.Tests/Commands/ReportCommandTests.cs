using System.Xml.Linq;
using AirQuality.LoadTest.Commands;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Report_OfTheFirstReportsFiles_IsAPage()
    {
        var (exit, error) = await RunAsync("--results", Fixtures.Report("results.aggregate.json"), "--metrics", Fixtures.Report("metrics.csv"), "--out", _folder["report.html"], "--title", "First <run>");

        Assert.Equal(0, exit);
        Assert.Contains("5 instances, 0 periods, 0 stages", error, StringComparison.Ordinal);
        Assert.Equal("First <run>", XDocument.Load(_folder["report.html"]).Root!.Element("head")!.Element("title")!.Value);
    }

    [Theory]
    [InlineData("--metrics")]
    [InlineData("--results")]
    public async Task Report_OfOneFile_IsAPage(string option)
    {
        var file = Fixtures.Report(option == "--metrics" ? "metrics.csv" : "recorded/results.json");

        Assert.Equal(0, (await RunAsync(option, file, "--out", _folder["report.html"])).Exit);
        Assert.True(File.Exists(_folder["report.html"]));
    }

    [Fact]
    public async Task Report_OfNothing_IsAUsageError()
    {
        var (exit, error) = await RunAsync("--out", _folder["report.html"]);

        Assert.Equal(2, exit);
        Assert.Contains("--results, --metrics or both", error, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("--metrics", Fixtures.Report("metrics.csv"))).Exit);
        Assert.Equal(2, (await RunAsync("--metrics", Fixtures.Report("metrics.csv"), "--environment", "quick", "--out", _folder["report.html"])).Exit);
    }

    [Theory]
    [InlineData("--results", null)]
    [InlineData("--results", "")]
    [InlineData("--results", "{")]
    [InlineData("--results", "[]")]
    [InlineData("--results", "{\"intermediate\":[]}")]
    [InlineData("--results", "{\"aggregate\":{\"counters\":{\"http.requests\":\"many\"}}}")]
    [InlineData("--metrics", null)]
    [InlineData("--metrics", "when,who")]
    [InlineData("--scenario", null)]
    [InlineData("--scenario", "config: [")]
    [InlineData("--scenario", "target: x")]
    public async Task Report_OfABadFile_NamesItInOneLine(string option, string? content)
    {
        var file = _folder["bad.file"];
        if (content is not null)
            await File.WriteAllTextAsync(file, content);
        string[] good = option == "--metrics" ? [] : ["--metrics", Fixtures.Report("metrics.csv")];

        var (exit, error) = await RunAsync([option, file, .. good, "--out", _folder["report.html"]]);

        Assert.Equal(3, exit);
        Assert.StartsWith("airquality-loadtest: ", error, StringComparison.Ordinal);
        Assert.Contains(file, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(File.Exists(_folder["report.html"]));
    }

    [Fact]
    public async Task Report_ToNowhere_NamesTheFolder()
    {
        var (exit, error) = await RunAsync("--metrics", Fixtures.Report("metrics.csv"), "--out", _folder["none", "report.html"]);

        Assert.Equal(3, exit);
        Assert.Contains(_folder["none"], error, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await LoadTestCommand.RunAsync(["report", .. arguments], output, error, TimeProvider.System);
        Assert.Empty(output.ToString());
        return (exit, error.ToString());
    }
}
