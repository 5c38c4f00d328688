using AirQuality.LoadTest.Instances;
using AirQuality.LoadTest.Scaling;
using AirQuality.LoadTest.Simulation;
using AirQuality.LoadTest.Simulation.Demand;
using AirQuality.LoadTest.Simulation.Policies;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Simulation;

/// <summary>The model against the first report's own run: where each figure comes from, and what the model makes of them.</summary>
public sealed class CalibrationTests
{
    private static readonly string _file = Fixtures.Report("metrics.csv");
    private static readonly TraceFile _trace = TraceFile.Read(_file, 0.0082, TimeSpan.FromMinutes(3));
    private static readonly SimulatedPolicy _console = SimulatedPolicy.Tracking(60, 1, 5);
    private static readonly SimulatedPolicy _text = new(PolicyKind.Simple, new ScalingPolicy());

    // The recorded aggregate: firstCounterAt 1703180485080, lastCounterAt 1703181068816.
    private static readonly DateTimeOffset _firstRequest = At("17:41:25");
    private static readonly DateTimeOffset _lastRequest = At("17:51:09");

    [Fact]
    public void ReportsPolicy_OverTheReportsDemand_HasItsInstancesWithinOneNineTenthsOfTheTime()
    {
        var agreement = Replay(_console);

        Assert.InRange(agreement.ComparedMinutes, 90, 97);
        Assert.InRange(agreement.WithinOne, 0.9, 1);
    }

    [Fact]
    public void ConstantNumbersAndTheTextsRule_AreNotWithinOneNineTenthsOfTheTime()
    {
        var constants = Enumerable.Range(1, 5).Select(count => Replay(SimulatedPolicy.Constant(count)).WithinOne).ToList();

        Assert.True(SimulationDocumentTests.Says(FormattableString.Invariant(
            $"{constants[0] * 100:0.0} %, {constants[1] * 100:0.0} %, {constants[2] * 100:0.0} %, {constants[3] * 100:0.0} % and {constants[4] * 100:0.0} % of the time")));
        Assert.All(constants, share => Assert.InRange(share, 0, 0.8));
        Assert.InRange(Replay(_text).WithinOne, 0, 0.8); // It would have shrunk by one each three minutes.
    }

    [Theory]
    [InlineData(90, 110)]
    [InlineData(120, 90)]
    [InlineData(120, 100)]
    [InlineData(120, 120)]
    [InlineData(150, 110)]
    public void Agreement_WithBootAndDelayAThirdOff_Holds(int bootSeconds, int delaySeconds)
    {
        var group = new GroupParameters { StartWith = 1, Boot = TimeSpan.FromSeconds(bootSeconds), MetricDelay = TimeSpan.FromSeconds(delaySeconds) };

        Assert.InRange(Replay(_console, group).WithinOne, 0.9, 1);
    }

    [Theory]
    [InlineData(120, 60, "(78.0 %")]
    [InlineData(150, 120, "(79.0 %")]
    public void Agreement_WithAnotherDelayOrBothAtTheirLongest_IsLost(int bootSeconds, int delaySeconds, string said)
    {
        var group = new GroupParameters { StartWith = 1, Boot = TimeSpan.FromSeconds(bootSeconds), MetricDelay = TimeSpan.FromSeconds(delaySeconds) };

        Assert.Equal(said, FormattableString.Invariant($"({Replay(_console, group).WithinOne * 100:0.0} %"));
        Assert.True(SimulationDocumentTests.Says(said));
    }

    [Fact]
    public void MetricDelay_IsFromTheThirdMinuteAbove60ToTheThirdLaunch()
    {
        double GroupMinute(string minute) => (LastMinute("i-0f90fb23970b05f7f", minute) + LastMinute("i-017b74f469278ce2f", minute)) / 2;

        Assert.InRange(GroupMinute("17:51"), 0, 60);
        Assert.All(["17:52", "17:53", "17:54"], minute => Assert.InRange(GroupMinute(minute), 60, 100));
        Assert.InRange((At("17:55:53") - At("17:54:00") - new GroupParameters().MetricDelay).TotalSeconds, -5, 5);
    }

    [Fact]
    public void Boot_IsFromTheThirdLaunchUntilTheFirstInstanceIsRelieved()
    {
        // What is published at 17:59:15 is the minute from 17:58.
        Assert.InRange(LastMinute("i-0f90fb23970b05f7f", "17:58"), 90, 100);
        Assert.InRange(LastMinute("i-0f90fb23970b05f7f", "17:59"), 50, 65);
        Assert.InRange((At("17:58:00") - At("17:55:53") - new GroupParameters().Boot).TotalSeconds, -10, 10);
    }

    [Theory]
    [InlineData("17:41:02", 2)]
    [InlineData("17:55:54", 3)]
    [InlineData("18:00:51", 3)]
    [InlineData("18:00:53", 5)] // Two at once: no rule of ±1 does that.
    [InlineData("18:39:32", 5)]
    [InlineData("18:39:34", 4)]
    [InlineData("18:53:38", 4)]
    [InlineData("18:53:40", 3)]
    [InlineData("19:07:25", 3)]
    [InlineData("19:07:27", 2)]
    public void Observed_Count_IsTheFiles(string time, int count) => Assert.Equal(count, _trace.Observed!.At(At(time)));

    [Fact]
    public void RealGroup_StepsIn_AreFourteenMinutesApartWhileTheAverageStaysBelowTheLowAlarm()
    {
        var samples = MetricsCsv.Read(_file);
        var stops = samples.Where(sample => sample.State == "shutting-down").Select(sample => sample.Timestamp).Order().ToList();

        Assert.Equal([At("18:39:07"), At("18:53:11"), At("19:06:59")], stops);
        // A cooldown of 150 s would let it act each three minutes. From 18:17 until the last decision every 3-minute average of the group is below 42.
        var averages = samples.Where(sample => sample is { CpuPercent: not null, State: InstanceSample.Running } && sample.Timestamp >= At("18:17:00") && sample.Timestamp < At("19:01:00"))
            .GroupBy(sample => sample.Timestamp.Ticks / TimeSpan.TicksPerMinute).Select(minute => minute.Average(sample => sample.CpuPercent));
        Assert.All(averages, average => Assert.InRange(average!.Value, 0, 42));
    }

    [Fact]
    public void Draining_CpuOfAnInstanceThatStops_FallsMoreThanThreeMinutesBefore()
    {
        // A value is a mean over three minutes, published half a minute late: below 1 % three minutes after the last request, at the earliest.
        var last = MetricsCsv.Read(_file).Where(sample => sample.InstanceId == "i-05878c68672563cba" && sample.CpuPercent > 1).Max(sample => sample.Timestamp);

        Assert.InRange((At("18:53:11") - last).TotalSeconds, 120, 300);
    }

    [Fact]
    public void ServiceMs_IsTheCpuOfTheRecordedRunPerRequest()
    {
        var cpuSeconds = Enumerable.Range(0, (int)(_lastRequest - _firstRequest).TotalSeconds).Sum(second => _trace.Demand.At(_firstRequest.AddSeconds(second) - _trace.Demand.Start));

        Assert.True(SimulationDocumentTests.Says(FormattableString.Invariant($"{cpuSeconds:0.0} CPU seconds")));
        Assert.Equal(new LatencyModel().ServiceMs, cpuSeconds / 64_000 * 1000, 1);
    }

    [Fact]
    public void Latency_OfTheRecordedRun_IsOfTheRightSize()
    {
        // 91 ms is the fastest answer, so it stands for the way. Requests are weighted by the CPU they took; an instance's own utilisation counts.
        var model = new LatencyModel { NetworkMs = 91 };
        var utilisations = MetricsCsv.Read(_file)
            .Where(sample => sample is { CpuPercent: not null, State: InstanceSample.Running } && sample.Timestamp >= _firstRequest.AddMinutes(2) && sample.Timestamp < _lastRequest.AddMinutes(2))
            .Select(sample => sample.CpuPercent!.Value / 100).ToList();
        double Quantile(double quantile)
        {
            var (low, high) = (91.0, 10_000.0);
            while (high - low > 0.01)
            {
                var middle = (low + high) / 2;
                var share = utilisations.Sum(u => u * (1 - Math.Exp(-(middle - 91) * (1 - u) / model.ServiceMs))) / utilisations.Sum();
                (low, high) = share < quantile ? (middle, high) : (low, middle);
            }
            return low;
        }

        Assert.True(SimulationDocumentTests.Says(FormattableString.Invariant(
            $"p50 102.5 / {Quantile(0.5):0.0}, p95 156 / {Quantile(0.95):0.0}, p99 223.7 / {Quantile(0.99):0.0} ms")));
        Assert.InRange(Quantile(0.5) / 102.5, 0.95, 1.05);
        Assert.InRange(Quantile(0.95) / 156, 0.95, 1.05);
        Assert.InRange(Quantile(0.99) / 223.7, 0.85, 1);
    }

    /// <summary>
    /// The value that arrives within a minute: at the minute's begin the oldest of three leaves the mean, so the mean before the newcomer is of two.
    /// </summary>
    private static double LastMinute(string instance, string minute)
    {
        var values = MetricsCsv.Read(_file).Where(sample => sample.InstanceId == instance && sample.Timestamp >= At(minute + ":05") && sample.Timestamp < At(minute + ":59"))
            .Select(sample => sample.CpuPercent!.Value).ToList();
        return 3 * values[^1] - 2 * values[0];
    }

    private static Agreement Replay(SimulatedPolicy policy, GroupParameters? group = null) =>
        Agreement.Between(_trace.Observed!, Traces.Run(_trace.Demand, policy, group ?? new GroupParameters { StartWith = 1 }).Steps)!;

    private static DateTimeOffset At(string time) => new(new DateOnly(2023, 12, 21), TimeOnly.Parse(time, null), TimeSpan.Zero);
}
