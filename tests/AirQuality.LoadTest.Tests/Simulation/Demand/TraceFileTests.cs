using AirQuality.LoadTest.Simulation.Demand;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Simulation.Demand;

public sealed class TraceFileTests : IDisposable
{
    private const string MetricsHeader = "timestamp,instance_id,state,memory_utilization,cpu_utilization\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Table_InInstances_IsAsWritten()
    {
        var demand = Read("timestamp,demand\n2026-01-31 12:00:00,0\n2026-01-31 12:00:30,1.5\n2026-01-31 12:01:00,2e0\n\n").Demand;

        Assert.Equal(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), demand.Start);
        Assert.Equal(TimeSpan.FromSeconds(30), demand.Step);
        Assert.Equal([0, 1.5, 2], demand.Instances);
        Assert.Equal((0, 1.5, 2, 2), (At(29), At(30), At(60), At(900)));
        double At(int seconds) => demand.At(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void Table_InRequests_IsTimesTheServiceTime() => Assert.Equal([0.5, 1], Read("timestamp,requests_per_second\n2026-01-31 12:00:00,50\n2026-01-31 12:01:00,100\n").Demand.Instances);

    [Fact]
    public void Table_OfOneRow_LastsAMinute() => Assert.Equal(TimeSpan.FromMinutes(1), Read("timestamp,demand\n2026-01-31 12:00:00,1\n").Demand.Duration);

    [Fact]
    public void ArtilleryResult_HasPeriodsOfTenSecondsAndGapsWithoutRequests()
    {
        var demand = Read("""
            {"aggregate":{},"intermediate":[
              {"period":"1703180480000","counters":{"http.requests":200}},
              {"period":"1703180490000","counters":{}},
              {"period":1703180510000,"counters":{"http.requests":1000}}]}
            """).Demand;

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1703180480), demand.Start);
        Assert.Equal(TimeSpan.FromSeconds(10), demand.Step);
        Assert.Equal([0.2, 0, 0, 1], demand.Instances); // 200 in 10 s of 10 ms each.
    }

    [Fact]
    public void MonitorsFile_AddsUpWhatRunsAndIsPutBackToTheMiddleOfItsWindow()
    {
        var rows = MetricsHeader
            + "2026-01-31 12:00:00,i-1,running,30,60\n2026-01-31 12:00:05,i-2,running,30,40\n2026-01-31 12:00:05,i-3,pending,,\n"
            + "2026-01-31 12:00:20,i-1,running,30,80\n2026-01-31 12:00:20,i-2,shutting-down,30,40\n";

        Assert.Equal([1.0, 0.8], Read(rows).Demand.Instances);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 11, 58, 0, TimeSpan.Zero), Read(rows).Demand.Start);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), Read(rows, TimeSpan.Zero).Demand.Start);
    }

    [Fact]
    public void MonitorsFile_InstanceThatIsNoLongerInIt_IsNoDemand()
    {
        var demand = Read(MetricsHeader + "2026-01-31 12:00:00,i-1,running,30,60\n2026-01-31 12:00:00,i-2,running,30,40\n2026-01-31 12:01:30,i-1,running,30,50\n").Demand;

        Assert.Equal(1, demand.Instances[0]);
        Assert.Equal(0.5, demand.Instances[^1]);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n\n", "is empty")]
    [InlineData("when,what\n1,2\n", "begins with 'when,what'")]
    [InlineData("timestamp,demand\n", "no row below its header")]
    [InlineData("timestamp,demand\n2026-01-31 12:00:00,-1\n", "line 2")]
    [InlineData("timestamp,demand\n2026-01-31 12:00:00,NaN\n", "line 2")]
    [InlineData("timestamp,demand\n2026-01-31 12:00:00,Infinity\n", "line 2")]
    [InlineData("timestamp,demand\n2026-01-31 12:00:00\n", "line 2")]
    [InlineData("timestamp,demand\nnoon,1\n", "line 2")]
    [InlineData("timestamp,demand\n2026-01-31 12:00:00,1\n2026-01-31 12:00:00,1\n", "line 3")]
    [InlineData("timestamp,demand\n2026-01-31 12:00:00,1\n2026-01-31 12:01:00,1\n2026-01-31 12:03:00,1\n", "line 4")]
    [InlineData("timestamp,demand\n2026-01-31 12:00:00,1\n2026-05-31 12:00:00,1\n", "longer than a month")]
    [InlineData("{", "no JSON (line 1)")]
    [InlineData("{}", "no 'intermediate' periods")]
    [InlineData("{\"intermediate\":[]}", "no 'intermediate' periods")]
    [InlineData("{\"intermediate\":[{}]}", "no 'period'")]
    [InlineData("{\"intermediate\":[3]}", "no 'period'")]
    [InlineData("{\"intermediate\":[{\"period\":\"-5\"}]}", "no 'period'")]
    [InlineData("{\"intermediate\":[{\"period\":\"0\",\"counters\":{\"http.requests\":-1}}]}", "no number of requests")]
    [InlineData("{\"intermediate\":[{\"period\":\"0\",\"counters\":{\"http.requests\":\"1\"}}]}", "no number of requests")]
    [InlineData("{\"intermediate\":[{\"period\":\"0\"},{\"period\":\"1703180480000\"}]}", "more than a month apart")]
    [InlineData(MetricsHeader, "no row below its header")]
    [InlineData(MetricsHeader + "2026-01-31 12:00:00,i-1,running,30,-1\n", "has -1 % CPU")]
    [InlineData(MetricsHeader + "2026-01-31 12:00:00,i-1,running,30,NaN\n", "line 2")]
    [InlineData(MetricsHeader + "2026-01-31 12:00:00,i-1,running,30,1\n2026-03-31 12:00:00,i-1,running,30,1\n", "more than a month apart")]
    [InlineData("timestamp,instance_id,state\n", "begins with")]
    public void File_ThatHoldsNoTrace_IsRefusedByNameAndPlace(string text, string what)
    {
        var message = Assert.Throws<InvalidDataException>(() => Read(text)).Message;

        Assert.StartsWith(_folder["trace"], message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
    }

    private TraceFile Read(string text, TimeSpan? window = null)
    {
        File.WriteAllText(_folder["trace"], text);
        return TraceFile.Read(_folder["trace"], 0.01, window ?? TimeSpan.FromMinutes(3));
    }
}
