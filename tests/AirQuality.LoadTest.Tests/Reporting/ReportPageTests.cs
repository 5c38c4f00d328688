using System.Xml.Linq;
using AirQuality.LoadTest.Instances;
using AirQuality.LoadTest.Reporting.Drawing;
using AirQuality.LoadTest.Reporting.Measured;

namespace AirQuality.LoadTest.Tests.Reporting;

public sealed class ReportPageTests
{
    private const string Hostile = "</title><script>alert('x')</script>\u0001\uD800\"&amp;";
    private static readonly DateTimeOffset _start = new(2023, 12, 21, 23, 55, 0, TimeSpan.Zero);

    [Fact]
    public void HostileText_IsText()
    {
        var report = DrawnReport.Of(new()
        {
            Title = Hostile,
            Sources = [Hostile],
            Results = new(new(new Dictionary<string, double> { [$"errors.{Hostile}"] = 1 }, new()), 1, new(_start, _start.AddMinutes(1)), [new(new(_start, _start.AddMinutes(1)), new(new Dictionary<string, double>(), new()))]),
            Lives = InstanceLife.Of([Sample(0, Hostile, "running", 5), Sample(60, Hostile, "running", 6)]),
            Scenario = new([new(Hostile, TimeSpan.FromSeconds(30), false)], new()),
        });

        Assert.DoesNotContain("<script", report.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("</title><script>alert('x')</script>\uFFFD\uFFFD\"&amp;", report.Page.Element("head")!.Element("title")!.Value);
        Assert.Contains("</title><script>alert('x')</script>\uFFFD\uFFFD\"&amp;", report.Chart("cpu").Series);
    }

    [Fact]
    public void Page_NeedsNothingElse()
    {
        foreach (var report in new[] { DrawnReport.First, DrawnReport.Recorded })
        {
            Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", report.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(report.Page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "use");
            Assert.DoesNotContain(report.Page.Descendants().Attributes(), attribute => attribute.Name.LocalName is "src" or "href" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
            Assert.DoesNotContain("url(", report.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("@import", report.Html, StringComparison.Ordinal);

            // A browser takes a style sheet as it stands, an XML parser does not: nothing in it may need escaping.
            var style = report.Html[report.Html.IndexOf("<style>", StringComparison.Ordinal)..report.Html.IndexOf("</style>", StringComparison.Ordinal)];
            Assert.DoesNotContain('&', style);
        }
    }

    [Fact]
    public void Charts_AreToldToThoseWhoDoNotSeeThem()
    {
        foreach (var page in new[] { DrawnReport.First.Page, DrawnReport.Recorded.Page })
        {
            var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();
            Assert.Equal(ids.Distinct(), ids);
            Assert.All(page.Descendants().Attributes("aria-labelledby"), names => Assert.All(names.Value.Split(' '), name => Assert.Contains(name, ids)));
            var drawings = page.Descendants().Where(element => element.Name.LocalName == "svg").ToList();
            Assert.NotEmpty(drawings);
            Assert.All(drawings, drawing => Assert.Equal(["title", "desc"], drawing.Elements().Take(2).Select(element => element.Name.LocalName)));
            Assert.All(page.Descendants("figure"), figure => Assert.True(figure.Descendants("table").Any() || figure.Parent!.Elements("div").Descendants("table").Any()));
        }
    }

    [Fact]
    public void Elements_OfHtml_AreNeverEmpty()
    {
        foreach (var page in new[] { DrawnReport.First.Page, DrawnReport.Recorded.Page })
            Assert.Empty(page.DescendantsAndSelf().Where(element => element.Name.Namespace == XNamespace.None && element.IsEmpty && element.Name != "meta").Select(element => element.Name.LocalName));
    }

    [Theory]
    [InlineData("wide")]
    [InlineData("narrow")]
    public void Texts_StayInTheDrawingAndDoNotTouch(string layout)
    {
        foreach (var (report, id) in DrawnReport.First.Charts.Select(id => (DrawnReport.First, id)).Concat(DrawnReport.Recorded.Charts.Select(id => (DrawnReport.Recorded, id))))
        {
            var chart = report.Chart(id, layout);
            var width = double.Parse(((string)chart.Drawing.Attribute("viewBox")!).Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
            AssertReadable(chart.Drawing.Descendants().Where(element => element.Name.LocalName == "text"), width);
        }
    }

    /// <summary>Whatever an instance's life, its labels stay apart: short ones at either edge and in between.</summary>
    [Theory]
    [InlineData(360)]
    [InlineData(920)]
    public void LifeLine_OfAnyLength_IsReadable(double right)
    {
        var times = new TimeScale(new(_start, _start.AddSeconds(100)), Layout.Left, right);
        for (var from = 0; from <= 100; from += 4)
        {
            for (var to = from; to <= 100; to += 4)
            {
                foreach (var stopped in new[] { _start.AddSeconds(to), (DateTimeOffset?)null })
                {
                    var texts = new LifeLine("worker-1", "s0", _start.AddSeconds(from), stopped).Draw(times, 0).Elements().Where(element => element.Name.LocalName == "text").ToList();
                    AssertReadable(texts, right + 40);
                    Assert.Contains($"23:5{5 + from / 60}:{from % 60:00}", texts[0].Value, StringComparison.Ordinal);
                    if (stopped is not null)
                        Assert.Contains($"23:5{5 + to / 60}:{to % 60:00}", texts[1].Value, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void NothingButASample_IsAReport()
    {
        var report = DrawnReport.Of(new() { Title = "one", Lives = InstanceLife.Of([Sample(0, "i-1", "running", null)]) });

        Assert.Equal(["cpu", "instances"], report.Charts);
        Assert.Contains(report.Missing, line => line.StartsWith("No results", StringComparison.Ordinal));
    }

    [Fact]
    public void NothingAtAll_IsAReport()
    {
        var report = DrawnReport.Of(new() { Title = "none", Results = new(new(new Dictionary<string, double>(), new()), null, null, []) });

        Assert.Empty(report.Charts);
        Assert.Equal("–", report.Summary["p95"]);
        Assert.Contains("? not measured p95 at most 75 ms", report.Targets);
    }

    [Fact]
    public void FilesOfDifferentRuns_AreDrawnApartAndSaid()
    {
        var report = DrawnReport.Of(new()
        {
            Title = "two",
            Results = new(new(new Dictionary<string, double>(), new()), 1, new(_start, _start.AddMinutes(1)), [new(new(_start, _start.AddMinutes(1)), new(new Dictionary<string, double>(), new()))]),
            Lives = InstanceLife.Of([Sample(86400, "i-1", "running", 5), Sample(86460, "i-1", "running", 5)]),
        });

        Assert.Empty(report.Chart("cpu").Bands);
        Assert.Contains(report.Missing, line => line.Contains("different runs", StringComparison.Ordinal));
    }

    private static InstanceSample Sample(double second, string id, string state, double? cpu) => new(_start.AddSeconds(second), id, state, null, cpu);

    private static void AssertReadable(IEnumerable<XElement> texts, double width)
    {
        var boxes = texts.Select(Box).ToList();
        Assert.All(boxes, box => Assert.True(box.Left >= 0 && box.Right <= width, $"'{box.Text}' leaves the drawing"));
        foreach (var (index, box) in boxes.Index())
            Assert.DoesNotContain(boxes.Skip(index + 1), other => box.Left < other.Right && other.Left < box.Right && Math.Abs(box.Y - other.Y) < 9);
    }

    private static (string Text, double Left, double Right, double Y) Box(XElement text)
    {
        var styles = ((string)text.Attribute("class")!).Split(' ');
        var (x, width) = (Chart.Coordinate(text, "x"), text.Value.Length * (styles.Contains("label") ? 7.2 : 6.4));
        var left = styles.Contains("end") ? x - width : styles.Contains("middle") ? x - width / 2 : x;
        return (text.Value, left, left + width, Chart.Coordinate(text, "y"));
    }
}
