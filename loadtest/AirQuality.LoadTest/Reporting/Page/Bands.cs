using AirQuality.LoadTest.Reporting.Drawing;
using AirQuality.LoadTest.Reporting.Measured;

namespace AirQuality.LoadTest.Reporting.Page;

/// <summary>The shaded spans behind the charts: the stages, or where they are not known all of the load.</summary>
internal static class Bands
{
    /// <summary>The bands of a run.</summary>
    public static IReadOnlyList<Band> Of(RunRecord run) => run.Stages is { Count: > 0 } stages
        ? [.. stages.Select(stage => new Band(stage.Arrivals, stage.Name, Figures.Count(stage.Number)))]
        : run.Load is { } load ? [new(load, "load", "")] : [];

    /// <summary>What the legend says of them.</summary>
    public static IEnumerable<LegendEntry> Legend(IReadOnlyList<Band> bands) => bands.Count switch
    {
        0 => [],
        1 => [new("shaded", "plain", "artillery's run")],
        _ => [new("shaded", "plain", "stages: users arrive")],
    };
}
