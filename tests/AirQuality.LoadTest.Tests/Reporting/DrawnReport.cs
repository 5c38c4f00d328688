using System.Globalization;
using System.Xml.Linq;
using AirQuality.LoadTest.Instances;
using AirQuality.LoadTest.Reporting.Measured;
using AirQuality.LoadTest.Reporting.Page;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Reporting;

/// <summary>A report as its reader gets it: parsed as XML, and each chart read by the labels of its own axes.</summary>
internal sealed class DrawnReport(string html)
{
    public static DrawnReport First { get; } = Of(new()
    {
        Title = "The first report's load test",
        Results = ArtilleryResults.Read(Fixtures.Report("results.aggregate.json")),
        Lives = InstanceLife.Of(MetricsCsv.Read(Fixtures.Report("metrics.csv"))),
    });

    public static DrawnReport Recorded { get; } = Of(new()
    {
        Title = "A recorded run",
        Results = ArtilleryResults.Read(Fixtures.Report("recorded/results.json")),
        Scenario = ScenarioFile.Read(Fixtures.Report("recorded/scenario.yaml"), null),
    });

    public string Html { get; } = html;

    public XElement Page { get; } = XDocument.Parse(html).Root!;

    public static DrawnReport Of(RunRecord run) => new(ReportPage.Write(run));

    /// <summary>The figures of the summary by their names.</summary>
    public IReadOnlyDictionary<string, string> Summary => Page.Descendants("dl").Single().Elements("div")
        .ToDictionary(figure => figure.Element("dt")!.Value, figure => figure.Element("dd")!.Element("b")!.Value + figure.Element("dd")!.Element("span")?.Value);

    public IReadOnlyList<string> Targets => [.. Page.Descendants("ul").Single(list => (string?)list.Attribute("class") == "targets").Elements("li").Select(target => string.Join(' ', target.Elements().Select(part => part.Value)))];

    public IReadOnlyList<string> Missing => [.. Page.Descendants("ul").Where(list => (string?)list.Attribute("class") == "missing").Elements("li").Select(line => line.Value)];

    public IReadOnlyList<string> Charts => [.. Page.Descendants("figure").Select(figure => (string)figure.Attribute("id")!)];

    public Chart Chart(string id, string layout = "wide") =>
        new(Page.Descendants("figure").Single(figure => (string?)figure.Attribute("id") == id).Elements().Single(drawing => (string?)drawing.Attribute("class") == layout));

    /// <summary>The rows of a table by its caption, headings and all.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Table(string caption) =>
        [.. Page.Descendants("table").Single(table => table.Element("caption")!.Value == caption).Element("tbody")!.Elements("tr").Select(row => row.Elements().Select(cell => cell.Value).ToList())];
}

/// <summary>A drawing, whose pixels are turned back into values and moments by where its ticks stand.</summary>
internal sealed class Chart(XElement drawing)
{
    public XElement Drawing { get; } = drawing;

    public IReadOnlyList<(double Pixel, double Value)> ValueTicks => [.. Ticks("values").Select(tick => (Coordinate(tick, "y") - 4, double.Parse(tick.Value, NumberStyles.Number, CultureInfo.InvariantCulture)))];

    public IReadOnlyList<(double Pixel, TimeSpan Time)> TimeTicks => [.. Ticks("times").Select(tick => (Coordinate(tick, "x"), TimeSpan.Parse(tick.Value, CultureInfo.InvariantCulture)))];

    public IReadOnlyList<string> Series => [.. Classed("series").Select(Title)];

    public double ValueAt(double pixel)
    {
        var ((zero, _), (top, value)) = (ValueTicks[0], ValueTicks[^1]);
        return value * (pixel - zero) / (top - zero);
    }

    public TimeSpan TimeAt(double pixel)
    {
        var ((first, from), (last, to)) = (TimeTicks[0], TimeTicks[^1]);
        return from + (to - from) * ((pixel - first) / (last - first));
    }

    /// <summary>A line's points, a list for each piece of it.</summary>
    public IReadOnlyList<IReadOnlyList<(TimeSpan At, double Value)>> Line(string series)
    {
        var path = (string)Classed("series").Single(group => Title(group) == series).Elements().Single(part => (string?)part.Attribute("class") == "line").Attribute("d")!;
        return [.. path.Split('M', StringSplitOptions.RemoveEmptyEntries).Select(run => run.Split('L').Select(Point).ToList())];
    }

    public IReadOnlyList<double> Thresholds => [.. Classed("threshold").Select(line => Math.Round(ValueAt(Coordinate(line, "y1")), 2, MidpointRounding.ToEven))];

    /// <summary>Where a kind of mark stands on the axis, and whose it is.</summary>
    public IReadOnlyList<(string Name, TimeSpan At)> Marks(string kind) =>
        [.. Classed("marks").SelectMany(group => group.Elements().Where(mark => (string?)mark.Attribute("class") == kind).Select(mark => (Title(group).Split(':')[0], TimeAt(Middle(mark)))))];

    public IReadOnlyList<string> Labels(string kind) => [.. Classed(kind).Elements().Where(text => text.Name.LocalName == "text").Select(text => text.Value)];

    public IReadOnlyList<(string Name, TimeSpan From, TimeSpan To)> Bands => [.. Classed("band").Select(band =>
    {
        var shade = band.Elements().Single(part => part.Name.LocalName == "rect");
        return (Title(band), TimeAt(Coordinate(shade, "x")), TimeAt(Coordinate(shade, "x") + Coordinate(shade, "width")));
    })];

    public IReadOnlyList<(string Title, double Value)> Bars => [.. Classed("bar").Select(bar => (Title(bar), ValueAt(Coordinate(bar.Elements().Single(part => part.Name.LocalName == "rect"), "y"))))];

    public static double Coordinate(XElement element, string name) => double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);

    public IEnumerable<XElement> Classed(string style) => Drawing.Descendants().Where(element => ((string?)element.Attribute("class"))?.Split(' ').Contains(style) == true);

    private IEnumerable<XElement> Ticks(string axis) => Classed(axis).Single().Elements().Where(element => ((string?)element.Attribute("class"))?.Split(' ')[0] == "tick");

    private static string Title(XElement group) => group.Elements().First(part => part.Name.LocalName == "title").Value;

    private (TimeSpan At, double Value) Point(string text)
    {
        var numbers = Numbers(text);
        return (TimeAt(numbers[0]), ValueAt(numbers[1]));
    }

    private static double Middle(XElement mark)
    {
        var across = Numbers(((string)mark.Attribute("d")!).Replace('M', ' ').Replace('L', ' ').Replace('Z', ' ')).Where((_, index) => index % 2 == 0).ToList();
        return (across.Min() + across.Max()) / 2;
    }

    private static List<double> Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
}
