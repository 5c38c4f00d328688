using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Functions.Aggregates;
using AirQuality.TimestreamLocal.Sql.Types;
using static AirQuality.TimestreamLocal.Tests.Sql.Functions.Evaluate;

namespace AirQuality.TimestreamLocal.Tests.Sql.Functions.Aggregates;

public class AggregateTests
{
    public static TheoryData<string, object?[], string> Cases => new()
    {
        { "count", [1, null, 2], "bigint: 2" },
        { "count_if", [true, null, false, true], "bigint: 2" },
        { "sum", [1, 2, null], "bigint: 3" },
        { "sum", [1.0, double.NaN], "double: NaN" },
        { "sum", [double.PositiveInfinity, double.NegativeInfinity], "double: NaN" },
        { "sum", [Interval("2", "d"), Interval("3", "h")], "interval day to second: 2 03:00:00.000000000" },
        { "avg", [1, 2, null], "double: 1.5" },
        { "avg", [Interval("2", "d"), Interval("4", "d")], "interval day to second: 3 00:00:00.000000000" },
        { "geometric_mean", [1.0, 4.0], "double: 2.0" },
        { "min", [3, null, 1], "integer: 1" },
        { "max", [false, true, null], "boolean: true" },
        { "max", [1.0, double.NaN, 2.0], "double: 2.0" },
        { "min", [double.NaN, 2.0, 1.0], "double: 1.0" },
        { "max", [double.NaN, double.NaN], "double: NaN" },
        { "max", ["a", "é", "z"], "varchar: é" },
        { "max", [List(1, 2), List(1, 3)], "array(integer): [1, 3]" },
        { "min", [Timestamp("2020-01-02"), Timestamp("2020-01-01")], "timestamp: 2020-01-01 00:00:00.000000000" },
        { "arbitrary", [null, "x", "y"], "varchar: x" },
        { "array_agg", [1, null, 2], "array(integer): [1, NULL, 2]" },
        { "bool_and", [true, null, false], "boolean: false" },
        { "every", [true, null], "boolean: true" },
        { "bool_or", [false, null, true], "boolean: true" },
        { "bitwise_and_agg", [12, 10, null], "bigint: 8" },
        { "bitwise_or_agg", [12, 10], "bigint: 14" },
        { "stddev", [1.0], "double: NULL" },
        { "stddev_pop", [1.0], "double: 0.0" },
        { "variance", [1.0, 2.0, 3.0, 4.0], "double: 1.6666666666666667" },
        { "var_pop", [1, 3], "double: 1.0" },
        { "skewness", [1.0, 2.0], "double: NULL" },
        { "kurtosis", [1.0, 2.0, 3.0], "double: NULL" },
        { "approx_distinct", ["a", "b", "a", null], "bigint: 2" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Aggregate_OfValues_GivesTheFamilysAnswer(string name, object?[] values, string expected) =>
        Assert.Equal(expected, AggregateOf(name, values));

    [Fact]
    public void Aggregates_OfNothing_AreNullButForCounts()
    {
        Assert.Equal("bigint: 0", AggregateOfNothing("count"));
        Assert.Equal("bigint: 0", AggregateOfNothing("count_if", SqlType.Boolean));
        Assert.Equal("bigint: 0", AggregateOfNothing("approx_distinct", SqlType.Double));
        Assert.Equal("bigint: NULL", AggregateOfNothing("sum", SqlType.Integer));
        Assert.Equal("array(double): NULL", AggregateOfNothing("array_agg", SqlType.Double));
        foreach (var definition in AggregateTable.Definitions.Where(row => row.Signature.Parameters.Count == 1))
        {
            if (definition.Signature.Name is "count" or "count_if" or "approx_distinct") continue;
            var type = definition.Signature.Parameters[0].Fill([]);
            Assert.EndsWith(": NULL", AggregateOfNothing(definition.Signature.Name, type), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ExtremesByKey_SkipNullKeysAndKeepNullValues()
    {
        object?[][] rows = [["a", 1.0], [null, 3.0], ["c", null], ["d", 2.0]];
        Assert.Equal("varchar: NULL", Aggregate("max_by", rows));
        Assert.Equal("varchar: a", Aggregate("min_by", rows));
        Assert.Equal("array(varchar): [a, d, NULL]", Aggregate("min_by", [.. rows.Select(row => new[] { row[0], row[1], 5 })]));
        Assert.Equal("array(varchar): [NULL, d]", Aggregate("max_by", [.. rows.Select(row => new[] { row[0], row[1], 2 })]));
    }

    [Fact]
    public void Extremes_OfN_AreInOrder()
    {
        Assert.Equal("array(double): [0.1, 1.0]", Aggregate("min", [5.0, 2], [0.1, 2], [null, 2], [1.0, 2]));
        Assert.Equal("array(integer): [5, 5, 1]", Aggregate("max", [5, 100], [1, 100], [5, 100]));
        Assert.Equal("second argument of max_n/min_n must be positive", Failure(() => Aggregate("min", [1, 0])));
    }

    [Fact]
    public void Sum_BeyondBigInt_Fails() => Assert.Equal("bigint addition overflow: 9223372036854775807 + 1",
        Failure(() => AggregateOf("sum", long.MaxValue, 1L)));

    [Fact]
    public void Statistics_OfASample_AgreeWithTheTwoPassFormulas()
    {
        double[] x = [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16, 1e9 + 5];
        double n = x.Length, mean = x.Average();
        double Power(int k) => x.Sum(value => Math.Pow(value - mean, k));
        Equal(Power(2) / (n - 1), "variance", x);
        Equal(Math.Sqrt(Power(2) / n), "stddev_pop", x);
        Equal(Power(3) / n / Math.Pow(Power(2) / n, 1.5), "skewness", x);
        var kurtosis = (n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * Power(4) / Math.Pow(Power(2) / (n - 1), 2)) - (3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3)));
        Equal(kurtosis, "kurtosis", x);

        static void Equal(double expected, string name, double[] x) =>
            Assert.Equal(expected, (double)Aggregated(name, [.. x.Select(value => new object?[] { value })]).Value!, 9);
    }

    [Fact]
    public void Regression_OfPairs_AgreesWithTheTwoPassFormulas()
    {
        (double Y, double X)[] pairs = [(1.5, 1), (3.9, 2), (6.2, 3), (7.8, 4)];
        object?[][] rows = [.. pairs.Select(pair => new object?[] { pair.Y, pair.X }), [9.9, null], [null, 9.9]];
        double meanX = pairs.Average(p => p.X), meanY = pairs.Average(p => p.Y);
        double xx = pairs.Sum(p => (p.X - meanX) * (p.X - meanX)), yy = pairs.Sum(p => (p.Y - meanY) * (p.Y - meanY));
        var xy = pairs.Sum(p => (p.X - meanX) * (p.Y - meanY));
        Assert.Equal(xy / Math.Sqrt(xx * yy), (double)Aggregated("corr", rows).Value!, 12);
        Assert.Equal(xy / 4, (double)Aggregated("covar_pop", rows).Value!, 12);
        Assert.Equal(xy / 3, (double)Aggregated("covar_samp", rows).Value!, 12);
        Assert.Equal(xy / xx, (double)Aggregated("regr_slope", rows).Value!, 12);
        Assert.Equal(meanY - (xy / xx * meanX), (double)Aggregated("regr_intercept", rows).Value!, 12);
    }

    [Fact]
    public void Regression_WithoutSpread_IsNull()
    {
        Assert.Equal("double: NULL", Aggregate("corr", [1.0, 2.0]));
        Assert.Equal("double: NULL", Aggregate("covar_samp", [1.0, 2.0]));
        Assert.Equal("double: NULL", Aggregate("regr_slope", [1.0, 5.0], [2.0, 5.0]));
        Assert.Equal("double: 0.0", Aggregate("regr_slope", [5.0, 1.0], [5.0, 2.0]));
        Assert.Equal("double: NULL", Aggregate("corr", [1.0, 5.0], [2.0, 5.0]));
    }

    [Fact]
    public void ApproxPercentile_OfFewValues_IsExact()
    {
        Assert.Equal("double: 2.5", Aggregate("approx_percentile", [1.5, 0.5], [2.5, 0.5], [3.5, 0.5]));
        var fractions = List(0.2, 0.5, 0.9, 1.0);
        object?[][] rows = [[50, fractions], [10, fractions], [40, fractions], [20, fractions], [30, fractions]];
        Assert.Equal("array(bigint): [20, 30, 50, 50]", Aggregate("approx_percentile", rows));
        Assert.Equal("Percentile must be between 0 and 1", Failure(() => Aggregate("approx_percentile", [1, 1.5])));
        Assert.Equal("approx_percentile takes finite values alone", Failure(() => Aggregate("approx_percentile", [double.NaN, 0.5])));
    }

    /// <summary>The engines' own t-digest gives 2 and 3 for the weights 4, 2, 1; the rest is worked out by hand.</summary>
    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.14, 1.0)]
    [InlineData(0.5, 1.5)]
    [InlineData(0.8, 2.6)]
    [InlineData(0.9, 3.0)]
    [InlineData(1.0, 3.0)]
    public void ApproxPercentile_OfWeights_IsInterpolatedBetweenThem(double fraction, double expected)
    {
        object?[][] rows = [[3, 1, fraction], [1, 4, fraction], [null, 9, fraction], [9, null, fraction], [2, 2, fraction]];
        Assert.Equal(FormattableString.Invariant($"bigint: {Math.Floor(expected + 0.5)}"), Aggregate("approx_percentile", rows));
        object?[][] reals = [.. rows.Select(row => new[] { row[0] is int value ? value * 1.0 : row[0], row[1], row[2] })];
        Assert.Equal(expected, Assert.IsType<double>(Aggregated("approx_percentile", reals).Value), 12);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void QuantileSketch_OfManyValues_StaysWithinAThousandth(double fraction)
    {
        var sketch = new QuantileSketch();
        const int count = 1_000_000;
        for (var i = 0; i < count; i++) sketch.Add(i * 7919L % count, 1);
        Assert.InRange(sketch.Quantile(fraction), (fraction - 0.001) * count, (fraction + 0.001) * count);
    }

    [Theory]
    [InlineData(4096, 0.023, 0)]
    [InlineData(100_000, 0.023, 0.08)]
    [InlineData(100_000, 0.0040625, 0.015)]
    public void DistinctSketch_OfManyValues_StaysWithinItsError(int count, double error, double tolerance)
    {
        var sketch = new DistinctSketch(error);
        var values = new Int64Vector(SqlType.BigInt, [.. Enumerable.Range(0, count).Select(i => (long)i)], count);
        for (var i = 0; i < 2 * count; i++) sketch.Add(StableHash.Of(values, i % count));
        Assert.InRange(sketch.Count(), count * (1 - tolerance), count * (1 + tolerance));
    }

    [Fact]
    public void CreateTimeSeries_Rows_AreSortedAndNeverNull()
    {
        Assert.Equal("timeseries(double): [2020-01-01 00:00:00.000000000 1.0, 2020-01-02 00:00:00.000000000 2.0]",
            Aggregate("create_time_series", [Timestamp("2020-01-02"), 2.0], [Timestamp("2020-01-01"), 1.0]));
        Assert.Contains("IS NOT NULL", Failure(() =>
            Aggregate("create_time_series", [Timestamp("2020-01-02"), Null(SqlType.Double)])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sum", "line 1:8: Unexpected parameters (varchar) for function sum. Expected: sum(bigint), sum(double), sum(day_interval), sum(month_interval)")]
    [InlineData("nosuch", "line 1:8: Function 'nosuch' not registered")]
    public void Resolve_WithoutAnOverload_FailsAtItsPlace(string name, string message) =>
        Assert.Equal(message.Replace("day_interval", "interval day to second", StringComparison.Ordinal)
            .Replace("month_interval", "interval year to month", StringComparison.Ordinal),
            Failure(() => AggregateOf(name, "x")));
}
