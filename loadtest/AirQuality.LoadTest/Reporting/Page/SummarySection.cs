using System.Globalization;
using System.Xml.Linq;
using AirQuality.LoadTest.Reporting.Measured;

namespace AirQuality.LoadTest.Reporting.Page;

/// <summary>What the whole run came to, and whether it kept its promises.</summary>
internal static class SummarySection
{
    /// <summary>The section; null where artillery's results are not known.</summary>
    public static XElement? Of(RunRecord run) => run.Results is { } results
        ? Html.Section("summary", "Summary", Kept(results.Whole, run.Targets), All(results, run.Targets), Failures(results.Whole))
        : null;

    private static XElement Kept(Traffic whole, Targets targets) => new(
        "ul", new XAttribute("class", "targets"),
        Target("p95", Figures.Tenths(targets.P95Ms) + " ms", whole.Times.P95, targets.P95Ms, " ms"),
        Target("p99", Figures.Tenths(targets.P99Ms) + " ms", whole.Times.P99, targets.P99Ms, " ms"),
        Target("failed requests", "0", whole.Failed, 0, ""));

    private static XElement Target(string name, string limit, double? measured, double atMost, string unit)
    {
        var (style, verdict) = measured is not { } value ? ("unknown", "? not measured") : value <= atMost ? ("held", "✓ held") : ("missed", "✗ missed");
        return new(
            "li", new XAttribute("class", style), new XElement("strong", verdict),
            new XElement("span", $"{name} at most {limit}"),
            measured is null ? null : new XElement("span", $"measured {Figures.Tenths(measured)}{unit}"));
    }

    private static XElement All(ArtilleryResults results, Targets targets)
    {
        var (whole, times) = (results.Whole, results.Whole.Times);
        var length = results.Range?.Length.TotalSeconds;
        return new(
            "dl", new XAttribute("class", "figures"),
            Figure("Requests", Figures.Count(whole.Requests)),
            Figure("Failed", Figures.Count(whole.Failed)),
            Figure("Virtual users", Figures.Count(whole.Users)),
            Figure("Duration", Figures.Count(length), "s"),
            Figure("Mean rate", Figures.Tenths(results.Rate), "/s", "as artillery states it"),
            Figure("Rate overall", Figures.Tenths(whole.Requests / length), "/s", "requests by duration, pauses included"),
            Figure("Min", Figures.Tenths(times.Min), "ms"),
            Figure("Mean", Figures.Tenths(times.Mean), "ms"),
            Figure("p50", Figures.Tenths(times.P50), "ms"),
            Figure("p95", Figures.Tenths(times.P95), "ms"),
            Figure("p99", Figures.Tenths(times.P99), "ms"),
            Figure("p99.9", Figures.Tenths(times.P999), "ms"),
            Figure("Max", Figures.Tenths(times.Max), "ms"),
            Figure("Apdex", Figures.Score(whole.Apdex), null, string.Create(CultureInfo.InvariantCulture, $"satisfied up to {targets.ApdexMs}\u00a0ms")),
            whole.DownloadedBytes > 0 ? Figure("Downloaded", Figures.Tenths(whole.DownloadedBytes / 1e6), "MB") : null);
    }

    private static XElement Figure(string name, string value, string? unit = null, string? note = null) => new(
        "div",
        new XElement("dt", name),
        new XElement("dd", new XElement("b", value), unit is null || value == Figures.None ? null : new XElement("span", " " + unit), note is null ? null : new XElement("small", note)));

    private static XElement? Failures(Traffic whole)
    {
        var failures = whole.Failures.Select(failure => new[] { failure.Name, Figures.Count(failure.Count) }).ToList();
        return failures.Count == 0 ? null : Html.Table("What failed", ["answer or error", "times"], failures);
    }
}
