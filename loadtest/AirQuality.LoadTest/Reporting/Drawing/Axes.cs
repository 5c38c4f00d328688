using System.Globalization;
using System.Xml.Linq;

namespace AirQuality.LoadTest.Reporting.Drawing;

/// <summary>The axes of a plot, with their ticks.</summary>
internal static class Axes
{
    private const double MinorTick = 3;
    private const double Tick = 6;

    /// <summary>Values on the left, with a line across the plot at each tick and the unit above.</summary>
    public static XElement Values(LinearScale scale, string unit, Layout layout) => Svg.Group(
        "axis values", null,
        scale.Ticks.Select(value => Svg.Line(value == 0 ? "base" : "grid", Layout.Left, scale[value], layout.Right, scale[value])),
        scale.Ticks.Select(value => Svg.Text("tick end", Layout.Left - 7, scale[value] + 4, Label(value))),
        Svg.Text("unit end", Layout.Left - 7, Layout.Top - 13, unit));

    /// <summary>Times below, with a label at each round moment.</summary>
    public static XElement Times(TimeScale scale, Layout layout) => Svg.Group(
        "axis times", null,
        scale.Ticks(scale.MinorStep).Select(moment => Svg.Line("base", scale[moment], layout.Bottom, scale[moment], layout.Bottom + MinorTick)),
        scale.Ticks(scale.Step).Select(moment => Svg.Line("base", scale[moment], layout.Bottom, scale[moment], layout.Bottom + Tick)),
        scale.Ticks(scale.Step).Select(moment => Svg.Text("tick middle", scale[moment], layout.Bottom + 20, scale.Label(moment))));

    private static string Label(double value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);
}
