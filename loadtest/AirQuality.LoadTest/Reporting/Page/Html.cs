using System.Xml.Linq;
using AirQuality.LoadTest.Reporting.Drawing;

namespace AirQuality.LoadTest.Reporting.Page;

/// <summary>An entry of a legend: a class of the style sheet that says how its line looks, one that says its colour, and words.</summary>
internal sealed record LegendEntry(string Kind, string Style, string Words);

/// <summary>The elements of HTML that the page is made of. Elements are never empty, because HTML knows no <c>&lt;div/&gt;</c>.</summary>
internal static class Html
{
    /// <summary>A section with a heading.</summary>
    public static XElement Section(string id, string heading, params object?[] content) => new(
        "section", new XAttribute("aria-labelledby", $"{id}-heading"), new XElement("h2", new XAttribute("id", $"{id}-heading"), heading), content);

    /// <summary>A paragraph.</summary>
    public static XElement Paragraph(string text) => new("p", text);

    /// <summary>A chart in its two sizes, its legend, and its numbers for those who want or need them.</summary>
    public static XElement Chart(string id, Func<Layout, XElement> draw, IEnumerable<LegendEntry> legend, params XElement[] numbers) => new(
        "figure", new XAttribute("id", id),
        Legend(legend),
        Layout.All.Select(draw),
        new XElement("details", new XElement("summary", "The numbers"), numbers));

    /// <summary>A table that scrolls by itself where the screen is narrow; the first cell of a row is its heading.</summary>
    public static XElement Table(string caption, IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows) => new(
        "div", new XAttribute("class", "scroll"), new XAttribute("role", "region"), new XAttribute("tabindex", "0"), new XAttribute("aria-label", caption),
        new XElement(
            "table",
            new XElement("caption", caption),
            new XElement("thead", new XElement("tr", columns.Select(column => new XElement("th", new XAttribute("scope", "col"), column)))),
            new XElement("tbody", rows.Select(row => new XElement("tr", row.Select(Cell))))));

    private static XElement Cell(string text, int index) => index == 0 ? new("th", new XAttribute("scope", "row"), text) : new("td", text);

    /// <summary>A legend; none without entries.</summary>
    public static XElement? Legend(IEnumerable<LegendEntry> entries)
    {
        var items = entries.Select(entry => new XElement(
            "li", new XElement("span", new XAttribute("class", $"swatch {entry.Kind} {entry.Style}"), new XAttribute("aria-hidden", "true"), ""), entry.Words)).ToList();
        return items.Count == 0 ? null : new("ul", new XAttribute("class", "legend"), items);
    }
}
