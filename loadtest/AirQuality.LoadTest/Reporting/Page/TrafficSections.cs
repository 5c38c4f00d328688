using System.Xml.Linq;
using AirQuality.LoadTest.Reporting.Drawing;
using AirQuality.LoadTest.Reporting.Measured;

namespace AirQuality.LoadTest.Reporting.Page;

/// <summary>The course of the load: requests a second and response times, a point for each of artillery's periods.</summary>
internal static class TrafficSections
{
    /// <summary>The sections; none where the results have no periods.</summary>
    public static IEnumerable<XElement> Of(RunRecord run)
    {
        if (run.Results is not { Periods: { Count: > 0 } periods } || run.LoadDomain is not { } domain)
            yield break;
        var bands = Bands.Of(run);
        yield return Rate(periods, domain, bands);
        yield return Times(periods, domain, bands, run.Targets);
    }

    private static XElement Rate(IReadOnlyList<Period> periods, TimeRange domain, IReadOnlyList<Band> bands)
    {
        var failing = periods.Any(period => period.Traffic.Failed > 0);
        List<Series> series = [new("requests", "s0", Points(periods, period => period.Rate), Filled: true)];
        if (failing)
            series.Add(new("failed", "s1", Points(periods, period => period.Rate * period.Traffic.Failed / Math.Max(1, period.Traffic.Requests))));
        var chart = new TimeChart(
            "rate", "Requests a second", $"At most {Figures.Tenths(periods.Max(period => period.Rate))} a second.", "/s", domain, series) { Bands = bands };
        return Html.Section(
            "rate", "Requests a second",
            Html.Chart(
                "rate", chart.Draw, failing ? Legend(series) : [],
                Html.Table("Requests in each period", ["from", "requests", "a second", "failed"], periods.Select(period => new[]
                {
                    Figures.Time(period.Range.Start), Figures.Count(period.Traffic.Requests), Figures.Tenths(period.Rate), Figures.Count(period.Traffic.Failed),
                }))));
    }

    private static XElement Times(IReadOnlyList<Period> periods, TimeRange domain, IReadOnlyList<Band> bands, Targets targets)
    {
        Series[] series =
        [
            new("p50", "s0", Points(periods, period => period.Traffic.Times.P50)),
            new("p95", "s1", Points(periods, period => period.Traffic.Times.P95)),
            new("p99", "s2", Points(periods, period => period.Traffic.Times.P99)),
        ];
        Threshold[] thresholds =
        [
            new(targets.P95Ms, "p95", $"p95 at most {Figures.Tenths(targets.P95Ms)} ms", "s1"), new(targets.P99Ms, "p99", $"p99 at most {Figures.Tenths(targets.P99Ms)} ms", "s2"),
        ];
        var chart = new TimeChart(
            "times", "Response times", $"The slowest period has a p99 of {Figures.Tenths(periods.Max(period => period.Traffic.Times.P99))} milliseconds.", "ms", domain, series)
        {
            Thresholds = thresholds,
            Bands = bands,
        };
        return Html.Section(
            "times", "Response times",
            Html.Chart(
                "times", chart.Draw, Legend(series).Concat(thresholds.Select(threshold => new LegendEntry("dashed", threshold.Style, threshold.Meaning))),
                Html.Table("Response times in each period, ms", ["from", "p50", "p95", "p99", "max"], periods.Select(period => new[]
                {
                    Figures.Time(period.Range.Start), Figures.Tenths(period.Traffic.Times.P50), Figures.Tenths(period.Traffic.Times.P95),
                    Figures.Tenths(period.Traffic.Times.P99), Figures.Tenths(period.Traffic.Times.Max),
                }))));
    }

    private static List<Point> Points(IReadOnlyList<Period> periods, Func<Period, double?> value) => [.. periods.Select(period => new Point(period.Range.Middle, value(period)))];

    private static IEnumerable<LegendEntry> Legend(IEnumerable<Series> series) => series.Select(line => new LegendEntry("solid", line.Style, line.Name));
}
