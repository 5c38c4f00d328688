using System.Xml.Linq;
using AirQuality.LoadTest.Reporting.Measured;

namespace AirQuality.LoadTest.Reporting.Drawing;

/// <summary>A value at a moment; null where nobody measured, which breaks the line.</summary>
internal readonly record struct Point(DateTimeOffset At, double? Value);

/// <summary>A line of a chart.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="Style">The class of its colour.</param>
/// <param name="Points">In time's order.</param>
/// <param name="Filled">Whether the area under it is shaded.</param>
internal sealed record Series(string Name, string Style, IReadOnlyList<Point> Points, bool Filled = false);

/// <summary>A dashed line at a value.</summary>
/// <param name="Value">The value.</param>
/// <param name="Label">Few letters for its end.</param>
/// <param name="Meaning">What the legend says.</param>
/// <param name="Style">The class of its colour.</param>
internal sealed record Threshold(double Value, string Label, string Meaning, string Style = "limit");

/// <summary>A span of time that is shaded, with a name or, where there is no room, a short one.</summary>
internal sealed record Band(TimeRange Range, string Name, string Short);

/// <summary>Lines over time, on an axis from 0.</summary>
internal sealed record TimeChart(string Id, string Title, string Description, string Unit, TimeRange Domain, IReadOnlyList<Series> Series)
{
    private const double LabelHeight = 14;

    /// <summary>Dashed lines.</summary>
    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    /// <summary>Shaded spans.</summary>
    public IReadOnlyList<Band> Bands { get; init; } = [];

    /// <summary>Lives of instances, marked on the axis and drawn below it.</summary>
    public IReadOnlyList<LifeLine> Lives { get; init; } = [];

    /// <summary>The axis reaches at least so far.</summary>
    public double AtLeast { get; init; }

    /// <summary>Whether the axis counts things, which have no fractions.</summary>
    public bool Whole { get; init; }

    /// <summary>Draws the chart.</summary>
    public XElement Draw(Layout layout)
    {
        var values = Scale(layout);
        var times = new TimeScale(Domain, Layout.Left, layout.Right);
        return Svg.Drawing(
            $"{Id}-{layout.Name}", layout, layout.Bottom + 30 + LifeLine.Height * Lives.Count, Title, Description,
            DrawBands(times, layout),
            Axes.Values(values, Unit, layout),
            Axes.Times(times, layout),
            Thresholds.Select(threshold => Svg.Line($"threshold {threshold.Style}", Layout.Left, values[threshold.Value], layout.Right, values[threshold.Value])),
            ThresholdLabels(values, layout),
            Series.Select(series => DrawSeries(series, values, times)),
            Lives.Select(life => life.Marks(times, values[0])),
            Lives.Select((life, index) => life.Draw(times, layout.Bottom + 30 + LifeLine.Height * index)));
    }

    private LinearScale Scale(Layout layout)
    {
        var largest = Series.SelectMany(series => series.Points).Max(point => point.Value) ?? 0;
        largest = Math.Max(AtLeast, Thresholds.Select(threshold => threshold.Value * 1.05).Append(largest).Max());
        var scale = LinearScale.FromZero(largest, 5, layout.Bottom, Layout.Top);
        return Whole && scale.Step < 1 ? new(Math.Max(1, Math.Ceiling(largest)), 1, layout.Bottom, Layout.Top) : scale;
    }

    /// <summary>All bands have their names, or where one has no room for it all have their short ones.</summary>
    private IEnumerable<XElement> DrawBands(TimeScale times, Layout layout)
    {
        var visible = Bands.Where(band => band.Range.Overlaps(Domain)).Select(band => (band.Name, band.Short, Left: times[band.Range.Within(Domain).Start], Right: times[band.Range.Within(Domain).End])).ToList();
        var roomy = visible.TrueForAll(band => Layout.TextWidth(band.Name) <= band.Right - band.Left);
        foreach (var (name, shortName, left, right) in visible)
        {
            var label = roomy ? name : shortName;
            yield return Svg.Group(
                "band", name,
                Svg.Rectangle("shade", left, Layout.Top, right - left, layout.PlotHeight),
                Svg.Line("edge", left, Layout.Top, left, layout.Bottom),
                Layout.TextWidth(label) <= right - left ? Svg.Text("note middle", (left + right) / 2, Layout.Top - 7, label) : null);
        }
    }

    private static XElement DrawSeries(Series series, LinearScale values, TimeScale times)
    {
        var runs = Runs(series.Points).Select(run => run.ConvertAll(point => (X: times[point.At], Y: values[point.Value ?? 0]))).ToList();
        var area = runs.Select(run => (List<(double, double)>)[(run[0].X, values[0]), .. run, (run[^1].X, values[0])]);
        return Svg.Group($"series {series.Style}", series.Name, series.Filled ? Svg.Path("area", area) : null, Svg.Path("line", runs));
    }

    /// <summary>Splits where nobody measured; of equal values in a row the first and the last are enough.</summary>
    private static List<List<Point>> Runs(IReadOnlyList<Point> points)
    {
        var runs = new List<List<Point>>();
        var broken = true;
        foreach (var point in points)
        {
            if (point.Value is not null)
            {
                if (broken)
                    runs.Add([]);
                var run = runs[^1];
                if (run is [.., var before, var last] && before.Value == last.Value && last.Value == point.Value)
                    run[^1] = point;
                else
                    run.Add(point);
            }
            broken = point.Value is null;
        }
        return runs;
    }

    /// <summary>The thresholds' labels beyond the right edge, pushed apart where they would touch.</summary>
    private IEnumerable<XElement> ThresholdLabels(LinearScale values, Layout layout)
    {
        var lowest = double.PositiveInfinity;
        foreach (var threshold in Thresholds.OrderBy(threshold => threshold.Value))
        {
            lowest = Math.Min(values[threshold.Value] + 4, lowest - LabelHeight);
            yield return Svg.Text($"limit-label {threshold.Style}", layout.Right + 5, lowest, threshold.Label);
        }
    }
}
