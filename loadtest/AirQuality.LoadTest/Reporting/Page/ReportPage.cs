using System.Text;
using System.Xml;
using System.Xml.Linq;
using AirQuality.LoadTest.Reporting.Measured;

namespace AirQuality.LoadTest.Reporting.Page;

/// <summary>A run as one HTML file that needs nothing else: no script, no other file. It is well-formed XML too.</summary>
internal static class ReportPage
{
    /// <summary>Writes the page; equal runs give equal pages.</summary>
    public static string Write(RunRecord run)
    {
        var document = new XDocument(new XDocumentType("html", null, null, null), Page(run));
        foreach (var text in document.DescendantNodes().OfType<XText>())
            text.Value = Printable(text.Value);
        foreach (var attribute in document.Descendants().Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
            attribute.Value = Printable(attribute.Value);
        return document.ToString().Replace("<!DOCTYPE html >", "<!DOCTYPE html>", StringComparison.Ordinal) + "\n";
    }

    private static XElement Page(RunRecord run) => new(
        "html", new XAttribute("lang", "en"),
        new XElement(
            "head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
            new XElement("title", run.Title),
            new XElement("style", StyleSheet())),
        new XElement(
            "body",
            new XElement("header", new XElement("h1", run.Title), Measured(run), Missing(run)),
            new XElement("main", SummarySection.Of(run), InstanceSections.Of(run), TrafficSections.Of(run), StageSection.Of(run)),
            new XElement("footer", Html.Paragraph($"Made by airquality-loadtest from {string.Join(", ", run.Sources)}. All times are UTC."))));

    private static IEnumerable<XElement> Measured(RunRecord run)
    {
        if (run.Load is { } load)
            yield return Html.Paragraph($"Load: {Figures.Span(load)}");
        if (run.Watched is { } watched)
            yield return Html.Paragraph($"Instances: {Figures.Span(watched)}");
    }

    /// <summary>What a reader would look for in vain, and why.</summary>
    private static XElement? Missing(RunRecord run)
    {
        var missing = new List<string>();
        if (run.Results is null)
            missing.Add("No results of artillery were given, so nothing is said of requests.");
        else if (run.Results.Periods.Count == 0)
            missing.Add("The results hold the aggregate alone, without periods: the course of requests and response times, and each stage's, are not known.");
        if (run.Results is not null && run.Scenario is null)
            missing.Add("No scenario was given, so the stages are not known; thresholds are the first report's.");
        if (run.Watched is null)
            missing.Add("Nobody watched the instances, so nothing is said of them.");
        if (run.Apart)
            missing.Add("Load and instances were measured at different times: the two files may be of different runs.");
        return missing.Count == 0 ? null : new("ul", new XAttribute("class", "missing"), missing.Select(line => new XElement("li", line)));
    }

    private static string StyleSheet()
    {
        using var sheet = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!);
        return sheet.ReadToEnd();
    }

    /// <summary>Leaves out what no XML may hold; a name from outside can hold anything.</summary>
    private static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            printable.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune);
        return printable.ToString();
    }
}
