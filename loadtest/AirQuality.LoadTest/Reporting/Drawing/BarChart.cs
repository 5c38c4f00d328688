using System.Globalization;
using System.Xml.Linq;

namespace AirQuality.LoadTest.Reporting.Drawing;

/// <summary>What one bar of each group shows.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="Style">The class of its colour.</param>
/// <param name="Values">A value a group; null where there is none.</param>
internal sealed record Bars(string Name, string Style, IReadOnlyList<double?> Values);

/// <summary>Groups of bars on an axis from 0.</summary>
internal sealed record BarChart(string Id, string Title, string Description, string Unit, IReadOnlyList<(string Name, string Short)> Groups, IReadOnlyList<Bars> Bars)
{
    private const double GroupShare = 0.72;

    /// <summary>How the value above a bar is written.</summary>
    public string Format { get; init; } = "#,0";

    /// <summary>The axis reaches at least so far.</summary>
    public double AtLeast { get; init; }

    /// <summary>Draws the chart.</summary>
    public XElement Draw(Layout layout)
    {
        var largest = Math.Max(AtLeast, Bars.SelectMany(bars => bars.Values).Max() ?? 0);
        var scale = LinearScale.FromZero(largest, 4, layout.Bottom, Layout.Top);
        var width = (layout.Right - Layout.Left) / Groups.Count;
        var roomy = Groups.All(group => Layout.TextWidth(group.Name) <= width);
        return Svg.Drawing(
            $"{Id}-{layout.Name}", layout, layout.Bottom + 30, Title, Description,
            Axes.Values(scale, Unit, layout),
            Groups.Select((_, index) => DrawGroup(index, roomy, Layout.Left + width * index, width, scale)));
    }

    private XElement DrawGroup(int index, bool roomy, double left, double width, LinearScale scale)
    {
        var (name, shortName) = Groups[index];
        var bar = Math.Min(48, width * GroupShare / Bars.Count);
        var first = left + (width - bar * Bars.Count) / 2;
        return Svg.Group(
            "group", null,
            Bars.Select((bars, place) => bars.Values[index] is { } value ? DrawBar(bars, name, value, first + bar * place, bar, scale) : null),
            Svg.Text("tick middle", left + width / 2, scale.AtZero + 20, roomy ? name : shortName));
    }

    private XElement DrawBar(Bars bars, string group, double value, double left, double width, LinearScale scale)
    {
        var told = value.ToString(Format, CultureInfo.InvariantCulture);
        return Svg.Group(
            $"bar {bars.Style}", $"{group}, {bars.Name}: {told} {Unit}".TrimEnd(),
            Svg.Rectangle("fill", left + 1, scale[value], width - 2, scale.AtZero - scale[value]),
            Layout.TextWidth(told) <= width + 6 ? Svg.Text("value middle", left + width / 2, scale[value] - 5, told) : null);
    }
}
