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
        var (left, right, line) = (times[Started], times[Stopped ?? times.Domain.End], top + 20);
        return Svg.Group(
            $"life {Style}", Name,
            Svg.Path("line", [[(left, line), (right, line)]]),
            Svg.Triangle("start-mark", left, line + 4),
            Stopped is null ? null : Svg.Cross("stop-mark", right, line),
            Labels(times, left, right).Select(label => Svg.Text(label.Style, label.X, top + 12, label.Text)));
    }

    /// <summary>Start and stop in words above the ends of the line, or where these would touch as times alone; with the name between where there is room.</summary>
    private (string Style, double X, string Text)[] Labels(TimeScale times, double left, double right)
    {
        var (start, stop) = (StartLabel(times), Stopped is null ? "" : StopLabel(times));
        var placed = Placed(start, stop, times, left, right) ?? Placed(times.EventLabel(Started), times.EventLabel(Stopped ?? Started), times, left, right)
            ?? [("label end", times.To, start)];
        var (startWidth, stopWidth) = (Layout.BoldWidth(start), Layout.BoldWidth(stop));
        return right - left - startWidth - stopWidth >= Layout.TextWidth(Name) + 2 * Gap
            ? [.. placed, ("note middle", (left + startWidth + right - stopWidth) / 2, Name)]
            : placed;
    }

    /// <summary>Labels above the line; where they would touch, one moves beyond its end. Null where there is no room for that either.</summary>
    private static (string Style, double X, string Text)[]? Placed(string start, string stop, TimeScale times, double left, double right)
    {
        var (startWidth, stopWidth) = (Layout.BoldWidth(start), Layout.BoldWidth(stop));
        var (beyond, before) = (Math.Max(right, left + startWidth) + Gap, Math.Min(left, right - stopWidth) - Gap);
        if (right - left >= startWidth + stopWidth + Gap)
            return stop.Length > 0 ? [("label start", left, start), ("label end", right, stop)] : [("label start", left, start)];
        if (stop.Length > 0 && beyond + stopWidth <= times.To)
            return [("label start", left, start), ("label start", beyond, stop)];
        if (before - startWidth >= times.From)
            return stop.Length > 0 ? [("label end", before, start), ("label end", right, stop)] : [("label end", before, start)];
        return null;
    }

    private string StartLabel(TimeScale times) => $"Started {times.EventLabel(Started)}";

    private string StopLabel(TimeScale times) => $"Stopped {times.EventLabel(Stopped!.Value)}";
}
