using System.Xml.Linq;
using AirQuality.LoadTest.Instances;
using AirQuality.LoadTest.Reporting.Drawing;
using AirQuality.LoadTest.Reporting.Measured;
using AirQuality.LoadTest.Scaling;

namespace AirQuality.LoadTest.Reporting.Page;

/// <summary>What the instances did: their CPU, their number, their memory.</summary>
internal static class InstanceSections
{
    private const int Colours = 8;
    private const int TableRows = 120;
    private static readonly ScalingPolicy _policy = new();
    private static readonly TimeSpan[] _tableSteps =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromDays(1),
    ];


    /// <summary>The sections; none where nobody watched.</summary>
    public static IEnumerable<XElement> Of(RunRecord run)
    {
        if (run.InstanceDomain is not { } domain || run.Watched is not { } watched)
            yield break;
        var bands = Bands.Of(run);
        yield return Cpu(run.Lives, domain, watched, bands);
        yield return Number(run.Lives, domain, watched, bands);
        if (run.Lives.Any(life => life.Samples.Any(sample => sample.MemoryPercent is not null)))
            yield return Memory(run.Lives, domain, watched, bands);
    }

    private static XElement Cpu(IReadOnlyList<InstanceLife> lives, TimeRange domain, TimeRange watched, IReadOnlyList<Band> bands)
    {
        var (grow, shrink) = (_policy.ScaleOutAbovePercent, _policy.ScaleInBelowPercent);
        Threshold[] thresholds =
        [
            new(grow, $"{Figures.Tenths(grow)} %", $"the group grows above {Figures.Tenths(grow)} % for {_policy.ScaleOutMinutes} min"),
            new(shrink, $"{Figures.Tenths(shrink)} %", $"the group shrinks below {Figures.Tenths(shrink)} % for {_policy.ScaleInMinutes} min"),
        ];
        var chart = new TimeChart(
            "cpu", "CPU of each instance", $"{lives.Count} instances; {Spoken(lives)}", "%", domain, [.. lives.Select((life, index) => Line(life, index, sample => sample.CpuPercent))])
        {
            Thresholds = thresholds,
            Bands = bands,
            Lives = [.. lives.Select((life, index) => new LifeLine(life.Id, Style(index), life.Started, life.Stopped))],
            AtLeast = 100,
        };
        return Html.Section(
            "cpu", "CPU of each instance",
            Html.Chart(
                "cpu", chart.Draw,
                [
                    .. lives.Select((life, index) => new LegendEntry("solid", Style(index), life.Id)), .. thresholds.Select(threshold => new LegendEntry("dashed", "limit", threshold.Meaning)),
                    new("start", "plain", "started"), new("stop", "plain", "stopped"), .. Bands.Legend(bands),
                ],
                Lives(lives),
                Table("CPU in percent: the last value until each moment", lives, watched, sample => sample.CpuPercent)));
    }

    private static XElement Number(IReadOnlyList<InstanceLife> lives, TimeRange domain, TimeRange watched, IReadOnlyList<Band> bands)
    {
        var steps = InstanceLife.InService(lives);
        var points = new List<Point> { new(watched.Start, 0) };
        foreach (var (from, count) in steps)
            points.AddRange([points[^1] with { At = from }, new(from, count)]);
        points.Add(points[^1] with { At = watched.End });
        var chart = new TimeChart(
            "instances", "Instances in service", $"Between {steps.Select(step => step.Count).DefaultIfEmpty().Min()} and {steps.Select(step => step.Count).DefaultIfEmpty().Max()} instances.",
            "", domain, [new("in service", "s0", points, Filled: true)])
        {
            Bands = bands,
            AtLeast = _policy.Max,
            Whole = true,
        };
        return Html.Section(
            "instances", "Instances in service",
            Html.Chart("instances", chart.Draw, [], Html.Table("Instances in service from each change on", ["from", "instances"], steps.Select(step => new[] { Figures.Time(step.From), Figures.Count(step.Count) }))));
    }

    private static XElement Memory(IReadOnlyList<InstanceLife> lives, TimeRange domain, TimeRange watched, IReadOnlyList<Band> bands)
    {
        var chart = new TimeChart(
            "memory", "Memory of each instance", $"{lives.Count} instances.", "%", domain, [.. lives.Select((life, index) => Line(life, index, sample => sample.MemoryPercent))])
        {
            Bands = bands,
            AtLeast = 100,
        };
        return Html.Section(
            "memory", "Memory of each instance",
            Html.Chart(
                "memory", chart.Draw, lives.Select((life, index) => new LegendEntry("solid", Style(index), life.Id)),
                Table("Memory in percent: the last value until each moment", lives, watched, sample => sample.MemoryPercent)));
    }

    private static Series Line(InstanceLife life, int index, Func<InstanceSample, double?> value) =>
        new(life.Id, Style(index), [.. life.Samples.Select(sample => new Point(sample.Timestamp, value(sample)))]);

    private static string Style(int index) => $"s{index % Colours}";

    private static string Spoken(IReadOnlyList<InstanceLife> lives) => string.Join("; ", lives.Select(life =>
        $"{life.Id} started {Figures.Time(life.Started)}{(life.Stopped is { } stopped ? $", stopped {Figures.Time(stopped)}" : "")}")) + ".";

    private static XElement Lives(IReadOnlyList<InstanceLife> lives) => Html.Table(
        "The instances",
        ["instance", "started", "stopped", "mean CPU %", "highest CPU %"],
        lives.Select(life => new[]
        {
            life.Id,
            Figures.Time(life.Started) + (life.SeenStarting ? "" : " (first seen)"),
            life.Stopped is { } stopped ? Figures.Time(stopped) : Figures.None,
            Figures.Percent(life.Samples.Average(sample => sample.CpuPercent)),
            Figures.Percent(life.Samples.Max(sample => sample.CpuPercent)),
        }));

    /// <summary>A column an instance, at round moments: all samples would be thousands of rows, most of them equal.</summary>
    private static XElement Table(string caption, IReadOnlyList<InstanceLife> lives, TimeRange watched, Func<InstanceSample, double?> value)
    {
        var times = new TimeScale(watched, 0, 1);
        var step = _tableSteps.FirstOrDefault(step => watched.Length / step <= TableRows, _tableSteps[^1]);
        return Html.Table(caption, ["until", .. lives.Select(life => life.Id)], times.Ticks(step).Select(moment => Row(moment, lives.Select(life =>
            life.Samples[0].Timestamp <= moment && life.Samples[^1].Timestamp >= moment - step ? life.Samples.Last(sample => sample.Timestamp <= moment) : null).Select(sample => sample is null ? null : value(sample)))));
    }

    private static IEnumerable<string> Row(DateTimeOffset moment, IEnumerable<double?> values) => [Figures.Time(moment), .. values.Select(Figures.Percent)];
}
