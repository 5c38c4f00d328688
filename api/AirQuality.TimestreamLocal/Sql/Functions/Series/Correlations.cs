using AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

namespace AirQuality.TimestreamLocal.Sql.Functions.Series;

/// <summary>Correlation of two series with the same timestamps.</summary>
internal static class Correlations
{
    /// <summary>Pearson's coefficient of the values; null where one series does not vary.</summary>
    public static double? Pearson(IReadOnlyList<Point> a, IReadOnlyList<Point> b)
    {
        CheckTimes(a, b);
        return Pearson([.. a.Select(point => point.Value)], [.. b.Select(point => point.Value)]);
    }

    /// <summary>Spearman's coefficient: Pearson's of the ranks, equal values sharing their mean rank.</summary>
    public static double? Spearman(IReadOnlyList<Point> a, IReadOnlyList<Point> b)
    {
        CheckTimes(a, b);
        return Pearson(Ranks(a), Ranks(b));
    }

    private static double? Pearson(double[] a, double[] b)
    {
        var pairs = new CoMoments(moments => moments.Correlation());
        for (var i = 0; i < a.Length; i++) pairs.Add(a[i], b[i]);
        return pairs.Correlation();
    }

    private static double[] Ranks(IReadOnlyList<Point> points)
    {
        var order = Enumerable.Range(0, points.Count).OrderBy(i => points[i].Value).ToArray();
        var ranks = new double[points.Count];
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && points[order[end]].Value == points[order[start]].Value) end++;
            for (var i = start; i < end; i++) ranks[order[i]] = (start + end + 1) / 2.0;
            start = end;
        }
        return ranks;
    }

    private static void CheckTimes(IReadOnlyList<Point> a, IReadOnlyList<Point> b)
    {
        if (!a.Select(point => point.TimeNs).SequenceEqual(b.Select(point => point.TimeNs)))
            throw new SqlException("Both time series must have the same timestamps: interpolate them onto one sequence first");
    }
}
