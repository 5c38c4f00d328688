using System.Xml.Linq;
using AirQuality.LoadTest.Reporting.Drawing;
using AirQuality.LoadTest.Reporting.Measured;

namespace AirQuality.LoadTest.Reporting.Page;

/// <summary>What each stage came to: a table, and bars of it.</summary>
internal static class StageSection
{
    /// <summary>The section; null where the stages or their periods are not known.</summary>
    public static XElement? Of(RunRecord run)
    {
        if (run.Results is not { Periods: { Count: > 0 } periods } || run.Stages is not { Count: > 0 } stages)
            return null;
        var measured = stages.Select(stage => (Stage: stage, Traffic: Traffic.Sum([.. periods.Where(period => stage.Whole.Contains(period.Range.Middle)).Select(period => period.Traffic)]))).ToList();
        return Html.Section(
            "stages", "Stages",
            Html.Paragraph("Each stage has the pause after it, in which its users go on. A ten-second period counts for the stage in which its middle lies. Percentiles of a stage are "
                + "estimated from those of its periods, because artillery keeps no samples; counts and the apdex are exact. "
                + $"Estimated so, the p95 of the whole run is {Figures.Tenths(PooledTimes.Of(periods.Select(period => period.Traffic.Times)).P95)} ms; artillery measured {Figures.Tenths(run.Results.Whole.Times.P95)} ms."),
            Table(measured),
            Bars("stage-times", "Response times of each stage", "ms", measured, [("p50", traffic => traffic.Times.P50), ("p95", traffic => traffic.Times.P95), ("p99", traffic => traffic.Times.P99)]),
            Bars("stage-apdex", "Apdex of each stage", "", measured, [("apdex", traffic => traffic.Apdex)], "0.00", 1),
            Bars("stage-requests", "Requests of each stage", "", measured, [("requests", traffic => traffic.Requests), ("failed", traffic => traffic.Failed)]));
    }

    private static XElement Table(List<(Stage Stage, Traffic Traffic)> measured) => Html.Table(
        "Each stage", ["stage", "from", "requests", "failed", "p50 ms", "p95 ms", "p99 ms", "apdex"],
        measured.Select(one => new[]
        {
            one.Stage.Name, Figures.Time(one.Stage.Arrivals.Start), Figures.Count(one.Traffic.Requests), Figures.Count(one.Traffic.Failed), Figures.Tenths(one.Traffic.Times.P50),
            Figures.Tenths(one.Traffic.Times.P95), Figures.Tenths(one.Traffic.Times.P99), Figures.Score(one.Traffic.Apdex),
        }));

    private static XElement Bars(
        string id, string title, string unit, List<(Stage Stage, Traffic Traffic)> measured, (string Name, Func<Traffic, double?> Value)[] bars, string format = "#,0", double atLeast = 0)
    {
        var chart = new BarChart(
            id, title, $"{measured.Count} stages; the table before has the numbers.", unit,
            [.. measured.Select(one => (one.Stage.Name, Figures.Count(one.Stage.Number)))],
            [.. bars.Select((bar, index) => new Bars(bar.Name, $"s{index}", [.. measured.Select(one => bar.Value(one.Traffic))]))])
        {
            Format = format,
            AtLeast = atLeast,
        };
        return new("figure", new XAttribute("id", id), new XElement("figcaption", title), Html.Legend(bars.Length == 1 ? [] : bars.Select((bar, index) => new LegendEntry("solid", $"s{index}", bar.Name))), Layout.All.Select(chart.Draw));
    }
}
