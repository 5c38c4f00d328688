namespace AirQuality.TimestreamLocal.Sql.Functions.Series;

/// <summary>The natural cubic spline through the points of a series: twice differentiable, straight at both ends.</summary>
internal sealed class CubicSpline
{
    private readonly Point[] _points;
    private readonly double[] _curvature;

    /// <summary>A spline; of points at one instant, the last counts.</summary>
    public CubicSpline(IReadOnlyList<Point> points)
    {
        _points = [.. points.Where((point, i) => i + 1 == points.Count || points[i + 1].TimeNs != point.TimeNs)];
        _curvature = Curvature(_points);
    }

    /// <summary>The value at an instant; null outside the series.</summary>
    public double? At(long time)
    {
        var left = Interpolations.LastUpTo(_points, time);
        if (left < 0) return null;
        if (_points[left].TimeNs == time) return _points[left].Value;
        var right = left + 1;
        if (right == _points.Length) return null;

        var width = Width(_points, left);
        var b = ((double)time - _points[left].TimeNs) / width;
        var a = 1 - b;
        return (a * _points[left].Value) + (b * _points[right].Value)
            + ((((a * a * a) - a) * _curvature[left]) + (((b * b * b) - b) * _curvature[right])) * (width * width) / 6;
    }

    // The second derivatives at the points, zero at the ends: a tridiagonal system, solved by Thomas's algorithm.
    private static double[] Curvature(Point[] points)
    {
        var curvature = new double[points.Length];
        var upper = new double[points.Length];
        for (var i = 1; i < points.Length - 1; i++)
        {
            var (before, after) = (Width(points, i - 1), Width(points, i));
            var bend = ((points[i + 1].Value - points[i].Value) / after) - ((points[i].Value - points[i - 1].Value) / before);
            var pivot = (2 * (before + after)) - (before * upper[i - 1]);
            upper[i] = after / pivot;
            curvature[i] = ((6 * bend) - (before * curvature[i - 1])) / pivot;
        }
        for (var i = points.Length - 2; i > 0; i--) curvature[i] -= upper[i] * curvature[i + 1];
        return curvature;
    }

    private static double Width(Point[] points, int left) => (double)points[left + 1].TimeNs - points[left].TimeNs;
}
