namespace AirQuality.TimestreamLocal.Sql.Functions.Series;

/// <summary>Values between the points of a series. What lies outside the series has no value, but for the last observation, which is
/// carried forward, and the constant.</summary>
internal static class Interpolations
{
    /// <summary>On the straight line between the points around an instant.</summary>
    public static Func<long, double?> Linear(IReadOnlyList<Point> points) => time =>
    {
        var at = LastUpTo(points, time);
        if (at < 0) return null;
        if (points[at].TimeNs == time) return points[at].Value;
        if (at + 1 == points.Count) return null;
        var (left, right) = (points[at], points[at + 1]);
        return left.Value + ((right.Value - left.Value) * (time - left.TimeNs) / ((double)right.TimeNs - left.TimeNs));
    };

    /// <summary>The last point's value.</summary>
    public static Func<long, double?> LastObservation(IReadOnlyList<Point> points) => time =>
        LastUpTo(points, time) is >= 0 and var at ? points[at].Value : null;

    /// <summary>A constant wherever there is no point.</summary>
    public static Func<long, double?> Fill(IReadOnlyList<Point> points, double constant) => time =>
        LastUpTo(points, time) is >= 0 and var at && points[at].TimeNs == time ? points[at].Value : constant;

    /// <summary>The index of the last point not after an instant; -1 where there is none.</summary>
    public static int LastUpTo(IReadOnlyList<Point> points, long time)
    {
        var (low, high) = (0, points.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (points[middle].TimeNs <= time) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }
}
