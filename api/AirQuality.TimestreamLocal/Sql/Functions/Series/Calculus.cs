namespace AirQuality.TimestreamLocal.Sql.Functions.Series;

/// <summary>Rates of change and areas of series.</summary>
internal static class Calculus
{
    /// <summary>From the second point on, the change since the point before for each interval of so many nanoseconds.</summary>
    public static IEnumerable<Point> Derivative(IReadOnlyList<Point> points, long intervalNs)
    {
        CheckInterval(intervalNs);
        for (var i = 1; i < points.Count; i++)
        {
            var elapsed = (double)points[i].TimeNs - points[i - 1].TimeNs;
            yield return new Point(points[i].TimeNs, (points[i].Value - points[i - 1].Value) / elapsed * intervalNs);
        }
    }

    /// <summary>The area under the lines between the points, time counted in intervals of so many nanoseconds.</summary>
    public static double Integral(IReadOnlyList<Point> points, long intervalNs)
    {
        CheckInterval(intervalNs);
        var area = 0.0;
        for (var i = 1; i < points.Count; i++)
        {
            var elapsed = (double)points[i].TimeNs - points[i - 1].TimeNs;
            area += (points[i].Value + points[i - 1].Value) / 2 * (elapsed / intervalNs);
        }
        return area;
    }

    private static void CheckInterval(long intervalNs)
    {
        if (intervalNs <= 0) throw new SqlException("The interval must be greater than zero");
    }
}
