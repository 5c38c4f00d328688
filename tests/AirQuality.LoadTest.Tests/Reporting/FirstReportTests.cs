using System.Globalization;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Reporting;

/// <summary>The first report's own data give the first report's figure and its table.</summary>
public sealed class FirstReportTests
{
    private static readonly TimeSpan _oneSecond = TimeSpan.FromSeconds(1);

    /// <summary>The file, read here by the simplest means.</summary>
    private static readonly ILookup<string, (TimeSpan At, double? Cpu)> _file = File.ReadLines(Fixtures.Report("metrics.csv")).Skip(1).Select(line => line.Split(','))
        .ToLookup(cells => cells[1], cells => (TimeSpan.Parse(cells[0][11..], CultureInfo.InvariantCulture), cells[4].Length == 0 ? (double?)null : double.Parse(cells[4], CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("wide")]
    [InlineData("narrow")]
    public void Cpu_IsALineAnInstance(string layout)
    {
        Assert.Equal(_file.Select(rows => rows.Key).Order(), DrawnReport.First.Chart("cpu", layout).Series.Order());
        Assert.Equal(5, _file.Count);
    }

    [Fact]
    public void Cpu_AtEverySample_IsTheFiles()
    {
        var chart = DrawnReport.First.Chart("cpu");
        foreach (var instance in _file)
        {
            var runs = chart.Line(instance.Key);
            foreach (var (at, cpu) in instance.Where(sample => sample.Cpu is not null))
                Assert.Contains(runs, run => Passes(run, at, cpu!.Value));
            Assert.All(runs.SelectMany(run => run), point => Assert.Contains(instance, sample => Near(sample.At, point.At) && Math.Abs(point.Value - sample.Cpu ?? 1) < 0.01));
        }
    }

    [Fact]
    public void Cpu_WhereNobodyMeasured_HasNoLine()
    {
        var second = DrawnReport.First.Chart("cpu").Line("i-017b74f469278ce2f");

        Assert.True(second[0][0].At > new TimeSpan(17, 44, 31), "it was pending at 17:41 and measured from 17:44:32 on");
        Assert.Single(second);
    }

    [Theory]
    [InlineData("wide")]
    [InlineData("narrow")]
    public void Cpu_Marks_AreTheFigures(string layout)
    {
        var chart = DrawnReport.First.Chart("cpu", layout);

        Assert.Equal(["17:32", "17:41", "17:56", "18:01", "18:01"], chart.Marks("start-mark").Select(mark => Minute(mark.At)));
        Assert.Equal(["18:39", "18:53", "19:07"], chart.Marks("stop-mark").Select(mark => Minute(mark.At)).Order());
        Assert.Equal(
            ["i-0f90fb23970b05f7f", "i-017b74f469278ce2f", "i-05878c68672563cba"], chart.Marks("stop-mark").Select(mark => mark.Name));
    }

    [Fact]
    public void Cpu_Labels_SayTheMarks()
    {
        var labels = DrawnReport.First.Chart("cpu").Labels("life").Where(label => label.StartsWith('S')).ToList();

        Assert.Equal(
            ["Started 17:32", "Started 17:41", "Started 17:56", "Started 18:01", "Started 18:01", "Stopped 18:39", "Stopped 18:53", "Stopped 19:07"], labels.Order());
    }

    [Fact]
    public void Cpu_LabelsOnAPhone_SayTheMarksToo()
    {
        var labels = DrawnReport.First.Chart("cpu", "narrow").Labels("life");

        Assert.Equal(
            ["17:32", "17:41", "17:56", "18:01", "18:01", "18:39", "18:53", "19:07"], labels.Where(label => label.Contains(':', StringComparison.Ordinal)).Select(label => label[^5..]).Order());
    }

    [Theory]
    [InlineData("wide", 15)]
    [InlineData("narrow", 30)]
    public void Cpu_Axes_BeginAtZeroAndTickAtRoundMoments(string layout, int minutes)
    {
        var chart = DrawnReport.First.Chart("cpu", layout);

        Assert.Equal([0, 20, 40, 60, 80, 100], chart.ValueTicks.Select(tick => tick.Value));
        Assert.Equal([60, 42], chart.Thresholds);
        Assert.All(chart.TimeTicks, tick => Assert.Equal(0, tick.Time.TotalMinutes % minutes));
        Assert.All(chart.TimeTicks.Zip(chart.TimeTicks.Skip(1)), pair => Assert.Equal(minutes, (pair.Second.Time - pair.First.Time).TotalMinutes));
    }

    [Fact]
    public void Instances_Counted_AreTheFigures()
    {
        var line = DrawnReport.First.Chart("instances").Line("in service").Single();

        Assert.Equal(5, line.Max(point => point.Value), 3);
        foreach (var (at, count) in new[] { ("17:35", 1), ("17:50", 2), ("17:58", 3), ("18:20", 5), ("18:45", 4), ("19:00", 3), ("19:08", 2) })
            Assert.Equal(count, line.Last(point => point.At <= TimeSpan.Parse(at, CultureInfo.InvariantCulture)).Value, 3);
    }

    [Fact]
    public void Summary_IsTheTable()
    {
        var summary = DrawnReport.First.Summary;

        Assert.Equal("64,000", summary["Requests"]);
        Assert.Equal("0", summary["Failed"]);
        Assert.Equal("320", summary["Virtual users"]);
        Assert.Equal("584 s", summary["Duration"]);
        Assert.Equal("128 /s", summary["Mean rate"]);
        Assert.Equal("91 ms", summary["Min"]);
        Assert.Equal("110.9 ms", summary["Mean"]);
        Assert.Equal("102.5 ms", summary["p50"]);
        Assert.Equal("156 ms", summary["p95"]);
        Assert.Equal("223.7 ms", summary["p99"]);
        Assert.Equal("361.5 ms", summary["p99.9"]);
        Assert.Equal("529 ms", summary["Max"]);
        Assert.Equal("0.65", summary["Apdex"]);
        Assert.Equal(
            ["✗ missed p95 at most 75 ms measured 156 ms", "✗ missed p99 at most 100 ms measured 223.7 ms", "✓ held failed requests at most 0 measured 0"], DrawnReport.First.Targets);
    }

    [Fact]
    public void Course_ThatWasNotKept_IsMissedAndSaid()
    {
        Assert.Equal(["cpu", "instances", "memory"], DrawnReport.First.Charts);
        Assert.Contains(DrawnReport.First.Missing, line => line.Contains("aggregate alone", StringComparison.Ordinal));
        var band = Assert.Single(DrawnReport.First.Chart("cpu").Bands);
        Assert.Equal(("load", "17:41", "17:51"), (band.Name, Minute(band.From), Minute(band.To)));
    }

    private static string Minute(TimeSpan time) => time.ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    private static bool Near(TimeSpan one, TimeSpan other) => (one - other).Duration() <= _oneSecond;

    /// <summary>Whether a line has a value at a moment, up to the roundings of its coordinates, on either side of a step.</summary>
    private static bool Passes(IReadOnlyList<(TimeSpan At, double Value)> run, TimeSpan at, double value) =>
        run[0].At <= at + _oneSecond && run[^1].At >= at - _oneSecond
        && (run.Any(point => Near(point.At, at) && Math.Abs(point.Value - value) < 0.01)
            || run.Zip(run.Skip(1)).Any(leg => leg.First.At <= at && leg.Second.At >= at && Math.Abs(leg.First.Value - value) < 0.01 && Math.Abs(leg.Second.Value - value) < 0.01));
}
