using System.Text.Json;
using AirQuality.LoadTest.Commands;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Simulation;

public sealed class CommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CommandTests() => File.WriteAllText(_folder["trace.csv"], "timestamp,demand\n2026-01-31 12:00:00,0.5\n2026-01-31 12:01:00,0.9\n");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(3, "Could not find", "simulate", "{0}/none.csv")]
    [InlineData(3, "{0}", "simulate", "{0}")]
    [InlineData(3, "is empty", "simulate", "{0}/empty.csv")]
    [InlineData(3, "begins with 'a,b'", "sweep", "{0}/other.csv")]
    [InlineData(3, "line 2", "simulate", "{0}/negative.csv")]
    [InlineData(2, "--max 1 is less than --min 2", "simulate", "{0}/trace.csv", "--min", "2", "--max", "1")]
    [InlineData(2, "--in-below 70 is above --out-above 60", "simulate", "{0}/trace.csv", "--in-below", "70")]
    [InlineData(2, "--p95 75 is not above --network-ms 91", "simulate", "{0}/trace.csv", "--network-ms", "91")]
    [InlineData(2, "--out-above: \'NaN'", "simulate", "{0}/trace.csv", "--out-above", "NaN")]
    [InlineData(2, "--price: \'-1'", "simulate", "{0}/trace.csv", "--price", "-1")]
    [InlineData(2, "--price: \'Infinity'", "sweep", "{0}/trace.csv", "--price", "Infinity")]
    [InlineData(2, "--capacity: \'0'", "simulate", "{0}/trace.csv", "--capacity", "0")]
    [InlineData(2, "--min: \'0'", "simulate", "{0}/trace.csv", "--min", "0")]
    [InlineData(2, "--start: \'2.5'", "simulate", "{0}/trace.csv", "--start", "2.5")]
    [InlineData(2, "--max: \'1001'", "sweep", "{0}/trace.csv", "--max", "1001")]
    [InlineData(2, "--boot: \'-5s'", "simulate", "{0}/trace.csv", "--boot", "-5s")]
    [InlineData(2, "--boot: \'3'", "simulate", "{0}/trace.csv", "--boot", "3")]
    [InlineData(2, "--drain: \'25h'", "simulate", "{0}/trace.csv", "--drain", "25h")]
    [InlineData(2, "'guess'", "simulate", "{0}/trace.csv", "--policy", "guess")]
    [InlineData(2, "Required argument", "simulate")]
    public async Task Input_ThatIsBad_IsOneLineAndACode(int code, string what, params string[] args)
    {
        File.WriteAllText(_folder["empty.csv"], "");
        File.WriteAllText(_folder["other.csv"], "a,b\n");
        File.WriteAllText(_folder["negative.csv"], "timestamp,demand\n2026-01-31 12:00:00,-0.5\n");

        var (exit, output, error) = await RunAsync([.. args.Select(arg => arg.Replace("{0}", _folder.Root, StringComparison.Ordinal))]);

        Assert.Equal((code, ""), (exit, output));
        Assert.StartsWith("airquality-loadtest: ", error, StringComparison.Ordinal);
        Assert.Contains(what.Replace("{0}", _folder.Root, StringComparison.Ordinal), error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n'), line => line.StartsWith("airquality-loadtest: ", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_Csv_IsARowAMinute()
    {
        var (exit, output, _) = await RunAsync("simulate", _folder["trace.csv"], "--format", "csv", "--service-ms", "10");

        Assert.Equal(0, exit);
        Assert.Equal(
            ["timestamp,demand,instances,in_service,cpu_utilization,p95_ms", "2026-01-31 12:00:00,0.5,1,1,50,59.91", "2026-01-31 12:01:00,0.9,1,1,90,299.57"],
            output.TrimEnd().Split(Environment.NewLine));
    }

    [Fact]
    public async Task Simulate_Capacity_MakesInstancesDoMoreAndRequestsShorter()
    {
        var (_, output, _) = await RunAsync("simulate", _folder["trace.csv"], "--format", "csv", "--service-ms", "10", "--capacity", "2");

        Assert.Contains("12:01:00,0.45,1,1,45,27.23", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_OverloadedGroup_HasAnEmptyCellAndNull()
    {
        File.WriteAllText(_folder["much.csv"], "timestamp,demand\n2026-01-31 12:00:00,3\n");

        Assert.EndsWith(",3,1,1,100,", (await RunAsync("simulate", _folder["much.csv"], "--format", "csv")).Output.TrimEnd(), StringComparison.Ordinal);
        using var document = JsonDocument.Parse((await RunAsync("simulate", _folder["much.csv"], "--format", "json")).Output);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("minutes")[0].GetProperty("p95Ms").ValueKind);
        Assert.Equal(1, document.RootElement.GetProperty("result").GetProperty("riskMinutes").GetDouble(), 9);
    }

    [Fact]
    public async Task Sweep_Json_HasTheCheapestAndTheFront()
    {
        var (exit, output, _) = await RunAsync("sweep", Fixtures.Report("metrics.csv"), "--risk-minutes", "5", "--format", "json");

        using var document = JsonDocument.Parse(output);
        Assert.Equal(0, exit);
        Assert.InRange(document.RootElement.GetProperty("cheapest").GetProperty("riskMinutes").GetDouble(), 0, 5);
        Assert.Equal(5, document.RootElement.GetProperty("constants").GetArrayLength());
    }

    [Fact]
    public async Task Sweep_PromiseThatNothingKeeps_ExitsWithOneAndSaysWhatToDo()
    {
        File.WriteAllText(_folder["much.csv"], "timestamp,demand\n2026-01-31 12:00:00,30\n");

        var (exit, output, _) = await RunAsync("sweep", _folder["much.csv"]);

        Assert.Equal(1, exit);
        Assert.Contains("--risk-minutes", output, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await LoadTestCommand.RunAsync(args, output, error, TimeProvider.System);
        return (exit, output.ToString(), error.ToString());
    }
}
