using System.Globalization;
using System.Xml.Linq;

namespace AirQuality.LoadTest.Reporting.Drawing;

/// <summary>The elements of SVG that the charts are made of.</summary>
internal static class Svg
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    /// <summary>A drawing with the name and the description that a screen reader says.</summary>
    /// <param name="id">Unique in the page.</param>
    /// <param name="layout">Its width and its class.</param>
    /// <param name="height">Its height.</param>
    /// <param name="title">Its name.</param>
    /// <param name="description">What it shows, in words.</param>
    /// <param name="content">What is drawn, back to front.</param>
    public static XElement Drawing(string id, Layout layout, double height, string title, string description, params object?[] content) => new(
        _svg + "svg",
        new XAttribute("class", layout.Name),
        new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {layout.Width} {height}")),
        new XAttribute("role", "img"),
        new XAttribute("aria-labelledby", $"{id}-title {id}-desc"),
        new XElement(_svg + "title", new XAttribute("id", $"{id}-title"), title),
        new XElement(_svg + "desc", new XAttribute("id", $"{id}-desc"), description),
        content);

    /// <summary>Elements that belong together; a title shows when one points at them.</summary>
    public static XElement Group(string styles, string? title, params object?[] content) => new(
        _svg + "g", new XAttribute("class", styles), title is null ? null : new XElement(_svg + "title", title), content);

    /// <summary>A straight line.</summary>
    public static XElement Line(string styles, double x1, double y1, double x2, double y2) =>
        new(_svg + "line", new XAttribute("class", styles), At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2));

    /// <summary>A rectangle.</summary>
    public static XElement Rectangle(string styles, double x, double y, double width, double height) =>
        new(_svg + "rect", new XAttribute("class", styles), At("x", x), At("y", y), At("width", width), At("height", height));

    /// <summary>A text; the styles <c>start</c>, <c>middle</c> and <c>end</c> say which point of it <paramref name="x"/> is.</summary>
    public static XElement Text(string styles, double x, double y, string text) => new(_svg + "text", new XAttribute("class", styles), At("x", x), At("y", y), text);

    /// <summary>Lines through points, with a gap between each run of points and the next.</summary>
    public static XElement Path(string styles, IEnumerable<IReadOnlyList<(double X, double Y)>> runs) => new(
        _svg + "path", new XAttribute("class", styles), new XAttribute("d", string.Join(' ', runs.Where(run => run.Count > 0).Select(Run))));

    /// <summary>A triangle that stands on a point: a start.</summary>
    public static XElement Triangle(string styles, double x, double y) => new(
        _svg + "path", new XAttribute("class", styles), new XAttribute("d", $"M{Number(x)} {Number(y - 9)} L{Number(x + 5)} {Number(y)} L{Number(x - 5)} {Number(y)} Z"));

    /// <summary>A cross around a point: a stop.</summary>
    public static XElement Cross(string styles, double x, double y) => Path(styles, [[(x - 4, y - 4), (x + 4, y + 4)], [(x - 4, y + 4), (x + 4, y - 4)]]);

    /// <summary>A run of one point is drawn as a dot: a line of no length with round ends.</summary>
    private static string Run(IReadOnlyList<(double X, double Y)> run) =>
        $"M{Number(run[0].X)} {Number(run[0].Y)}" + string.Concat((run.Count == 1 ? run : run.Skip(1)).Select(point => $" L{Number(point.X)} {Number(point.Y)}"));

    private static XAttribute At(string name, double value) => new(name, Number(value));

    private static string Number(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture);
}
