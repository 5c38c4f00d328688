namespace AirQuality.LoadTest.Reporting.Measured;

/// <summary>
/// Response times of several periods as one. artillery leaves no samples behind, only each period's percentiles: between them the times are taken
/// as evenly spread, and below the median, where it gives none, as they are above it. So a pooled percentile is an estimate; count, least,
/// greatest and mean are exact.
/// </summary>
internal static class PooledTimes
{
    private const int Halvings = 60;

    /// <summary>The times of all parts; all null where no part has any.</summary>
    public static ResponseTimes Of(IEnumerable<ResponseTimes> parts)
    {
        var known = parts.Where(part => part is { Count: > 0, Min: not null, Max: not null }).ToList();
        if (known.Count == 0)
            return new();
        return new()
        {
            Count = known.Sum(part => part.Count),
            Min = known.Min(part => part.Min),
            Mean = known.All(part => part.Mean is not null) ? known.Sum(part => part.Mean * part.Count) / known.Sum(part => part.Count) : null,
            P50 = Percentile(known, 0.50),
            P75 = Percentile(known, 0.75),
            P90 = Percentile(known, 0.90),
            P95 = Percentile(known, 0.95),
            P99 = Percentile(known, 0.99),
            P999 = Percentile(known, 0.999),
            Max = known.Max(part => part.Max),
        };
    }

    /// <summary>The least time that the wanted share of all answers does not exceed, found by halving.</summary>
    private static double Percentile(List<ResponseTimes> parts, double share)
    {
        var curves = parts.Select(part => (Curve: Curve(part), Count: part.Count!.Value)).ToList();
        var wanted = share * curves.Sum(part => part.Count);
        var (low, high) = (parts.Min(part => part.Min!.Value), parts.Max(part => part.Max!.Value));
        for (var halving = 0; halving < Halvings; halving++)
        {
            var middle = (low + high) / 2;
            if (curves.Sum(part => part.Count * ShareUpTo(part.Curve, middle)) >= wanted)
                high = middle;
            else
                low = middle;
        }
        return high;
    }

    private static List<(double Time, double Share)> Curve(ResponseTimes part)
    {
        (double? Time, double Share)[] points =
        [
            (part.Min, 0), (Mirrored(part, part.P90), 0.1), (Mirrored(part, part.P75), 0.25), (part.P50, 0.5),
            (part.P75, 0.75), (part.P90, 0.9), (part.P95, 0.95), (part.P99, 0.99), (part.P999, 0.999), (part.Max, 1),
        ];
        return [.. points.Where(point => point.Time is not null).Select(point => (point.Time!.Value, point.Share))];
    }

    private static double? Mirrored(ResponseTimes part, double? above) =>
        part.P50 is { } median && above is { } slower ? Math.Max(part.Min!.Value, median - (slower - median)) : null;

    private static double ShareUpTo(List<(double Time, double Share)> curve, double time)
    {
        var after = curve.FindIndex(point => point.Time > time);
        if (after == 0)
            return 0;
        if (after < 0)
            return 1;
        var (from, to) = (curve[after - 1], curve[after]);
        return from.Share + (to.Share - from.Share) * (time - from.Time) / (to.Time - from.Time);
    }
}
