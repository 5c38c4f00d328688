namespace AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

/// <summary>Spread, shape, correlation and regression.</summary>
internal static class StatisticalAggregates
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<AggregateDefinition> Definitions { get; } =
    [
        Sample("stddev", moments => SampleDeviation(moments)),
        Sample("stddev_samp", moments => SampleDeviation(moments)),
        Sample("stddev_pop", moments => moments.Count == 0 ? null : Math.Sqrt(moments.Second / moments.Count)),
        Sample("variance", moments => SampleVariance(moments)),
        Sample("var_samp", moments => SampleVariance(moments)),
        Sample("var_pop", moments => moments.Count == 0 ? null : moments.Second / moments.Count),
        Sample("skewness", Skewness),
        Sample("kurtosis", Kurtosis),
        Pairs("corr", pairs => pairs.Correlation()),
        Pairs("covar_pop", pairs => pairs.Count == 0 ? null : pairs.Products / pairs.Count),
        Pairs("covar_samp", pairs => pairs.Count < 2 ? null : pairs.Products / (pairs.Count - 1)),
        Pairs("regr_slope", pairs => CoMoments.Finite(pairs.Products / pairs.SquaresX)),
        Pairs("regr_intercept", pairs => CoMoments.Finite(pairs.MeanY - (pairs.Products / pairs.SquaresX * pairs.MeanX))),
    ];

    private static double? SampleVariance(Moments moments) => moments.Count < 2 ? null : moments.Second / (moments.Count - 1);

    private static double? SampleDeviation(Moments moments) => SampleVariance(moments) is { } variance ? Math.Sqrt(variance) : null;

    private static double? Skewness(Moments moments) =>
        moments.Count < 3 ? null : Math.Sqrt(moments.Count) * moments.Third / Math.Pow(moments.Second, 1.5);

    // The sample excess kurtosis, unbiased for a normal population.
    private static double? Kurtosis(Moments moments)
    {
        var n = moments.Count;
        if (n < 4) return null;
        var variance = moments.Second / (n - 1);
        var correction = 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3));
        return (n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * moments.Fourth / (variance * variance)) - correction;
    }

    private static AggregateDefinition Sample(string name, Func<Moments, double?> result) =>
        new($"{name}(double) -> double", _ => () => new Moments(result));

    private static AggregateDefinition Pairs(string name, Func<CoMoments, double?> result) =>
        new($"{name}(double, double) -> double", _ => () => new CoMoments(result));
}
