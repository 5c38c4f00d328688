using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Functions.Values;

namespace AirQuality.TimestreamLocal.Sql.Functions.Series;

/// <summary>Functions of time series (Timestream developer guide, Time series functions). A series' points are in order of time.</summary>
internal static class TimeSeriesFunctions
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<FunctionDefinition> Definitions { get; } =
    [
        .. Interpolation("interpolate_linear", Interpolations.Linear),
        .. Interpolation("interpolate_locf", Interpolations.LastObservation),
        .. Interpolation("interpolate_spline_cubic", points => new CubicSpline(points).At),
        Row("interpolate_fill(timeseries(double), array(timestamp), double) -> timeseries(double)",
            Lift.Of<object?[], object?[], double, object?[]>((series, times, fill) => At(times, Interpolations.Fill(Known(series), fill)))),
        Row("interpolate_fill(timeseries(double), timestamp, double) -> double",
            Lift.Of<object?[], long, double, object?>((series, time, value) => Interpolations.Fill(Known(series), value)(time))),
        Row("derivative_linear(timeseries(double), day_interval) -> timeseries(double)",
            Lift.Of<object?[], long, object?[]>((series, interval) => Boxed(Calculus.Derivative(Known(series), interval)))),
        Row("non_negative_derivative_linear(timeseries(double), day_interval) -> timeseries(double)",
            Lift.Of<object?[], long, object?[]>((series, interval) =>
                Boxed(Calculus.Derivative(Known(series), interval).Where(point => point.Value >= 0)))),
        Row("integral_trapezoidal(timeseries(double)) -> double",
            Lift.Of<object?[], double>(series => Calculus.Integral(Known(series), CivilTime.NsPerSecond))),
        Row("integral_trapezoidal(timeseries(double), day_interval) -> double",
            Lift.Of<object?[], long, double>((series, interval) => Calculus.Integral(Known(series), interval))),
        Row("correlate_pearson(timeseries(double), timeseries(double)) -> double",
            Lift.Maybe<object?[], object?[], double>((a, b) => Correlations.Pearson(Known(a), Known(b)))),
        Row("correlate_spearman(timeseries(double), timeseries(double)) -> double",
            Lift.Maybe<object?[], object?[], double>((a, b) => Correlations.Spearman(Known(a), Known(b)))),
    ];

    private static IEnumerable<FunctionDefinition> Interpolation(
        string name, Func<IReadOnlyList<Point>, Func<long, double?>> interpolate) =>
    [
        Row($"{name}(timeseries(double), array(timestamp)) -> timeseries(double)",
            Lift.Of<object?[], object?[], object?[]>((series, times) => At(times, interpolate(Known(series))))),
        Row($"{name}(timeseries(double), timestamp) -> double",
            Lift.Of<object?[], long, object?>((series, time) => interpolate(Known(series))(time))),
    ];

    // NULL values say nothing, so that functions see the points around them.
    private static List<Point> Known(object?[] series)
    {
        var points = new List<Point>(series.Length);
        foreach (var entry in series)
            if (entry is SeriesPoint { Value: double value } point) points.Add(new Point(point.TimeNs, value));
        return points;
    }

    private static object?[] At(object?[] times, Func<long, double?> value) =>
        [.. times.OfType<long>().Order().Select(time => new SeriesPoint(time, value(time)))];

    private static object?[] Boxed(IEnumerable<Point> points) => [.. points.Select(point => new SeriesPoint(point.TimeNs, point.Value))];

    private static FunctionDefinition Row(string signature, FunctionBinding bind) => new(FunctionGroup.TimeSeries, signature, bind);
}

/// <summary>A point of a series of doubles.</summary>
internal readonly record struct Point(long TimeNs, double Value);
