using System.Xml.Linq;

namespace AirQuality.LoadTest.Reporting.Drawing;

/// <summary>
/// An instance from its start to its stop: marked where it happened on the axis of a chart, and told on a line of its own below it, because two
/// that start in the same minute have no room for their labels on the axis.
/// </summary>
internal sealed record LifeLine(string Name, string Style, DateTimeOffset Started, DateTimeOffset? Stopped)
{
    /// <summary>The room that a line needs below the axis.</summary>
    public const double Height = 26;

    private const double Gap = 8;

    /// <summary>The marks on the axis.</summary>
    public XElement Marks(TimeScale times, double axis) => Svg.Group(
        $"marks {Style}", $"{Name}: {StartLabel(times)}{(Stopped is null ? "" : $", {StopLabel(times)}")}",
        Svg.Triangle("start-mark", times[Started], axis),
        Stopped is { } stopped ? Svg.Cross("stop-mark", times[stopped], axis) : null);

    /// <summary>The line of its own, whose upper edge is <paramref name="top"/>.</summary>
    public XElement Draw(TimeScale times, double top)
    {
        var (left, right) = (times[Started], times[Stopped ?? times.Domain.End]);
        var (line, text) = (top + 20, top + 12);
        var start = Placed(StartLabel(times), left, right, times.From, times.To);
        var stop = Stopped is null ? null : (Label: StopLabel(times), X: right, Side: "end") as (string Label, double X, string Side)?;
        var free = right - left - 4 * Gap - Layout.TextWidth(start.Label) - (stop is null ? 0 : Layout.TextWidth(stop.Value.Label));
        if (stop is not null && free < -2 * Gap && start.Side == "start")
            stop = right + Layout.TextWidth(stop.Value.Label) <= times.To ? stop.Value with { X = right + Gap, Side = "start" } : null;
        return Svg.Group(
            $"life {Style}", Name,
            Svg.Path("line", [[(left, line), (right, line)]]),
            Svg.Triangle("start-mark", left, line + 4),
            Stopped is null ? null : Svg.Cross("stop-mark", right, line),
            Svg.Text($"label {start.Side}", start.X, text, start.Label),
            stop is { } told ? Svg.Text($"label {told.Side}", told.X, text, told.Label) : null,
            free >= Layout.TextWidth(Name) ? Svg.Text("note middle", (left + right + Layout.TextWidth(start.Label) - (stop is null ? 0 : Layout.TextWidth(stop.Value.Label))) / 2, text, Name) : null);
    }

    /// <summary>A start's label begins at the start; where it would leave the plot, it ends at the right edge.</summary>
    private static (string Label, double X, string Side) Placed(string label, double left, double right, double from, double to) =>
        left + Layout.TextWidth(label) <= to ? (label, left, "start") : (label, Math.Max(right, from), "end");

    private string StartLabel(TimeScale times) => $"Started {times.EventLabel(Started)}";

    private string StopLabel(TimeScale times) => $"Stopped {times.EventLabel(Stopped!.Value)}";
}
