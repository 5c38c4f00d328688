using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Types;
using static AirQuality.TimestreamLocal.Tests.Sql.Functions.Evaluate;

namespace AirQuality.TimestreamLocal.Tests.Sql.Functions.Series;

public class TimeSeriesFunctionTests
{
    private static readonly Typed Ramp = SeriesOf(("2020-01-01 00:00", 1.0), ("2020-01-01 01:00", 3.0), ("2020-01-01 03:00", 2.0));

    [Theory]
    [InlineData("interpolate_linear", "2020-01-01 00:30", "2.0")]
    [InlineData("interpolate_linear", "2020-01-01 02:00", "2.5")]
    [InlineData("interpolate_linear", "2020-01-01 03:00", "2.0")]
    [InlineData("interpolate_linear", "2020-01-01 03:01", "NULL")]
    [InlineData("interpolate_linear", "2019-12-31 23:59", "NULL")]
    [InlineData("interpolate_locf", "2020-01-01 02:00", "3.0")]
    [InlineData("interpolate_locf", "2020-01-01 04:00", "2.0")]
    [InlineData("interpolate_locf", "2019-12-31 23:59", "NULL")]
    [InlineData("interpolate_spline_cubic", "2020-01-01 01:00", "3.0")]
    [InlineData("interpolate_spline_cubic", "2020-01-01 03:01", "NULL")]
    public void Interpolation_AtAnInstant_GivesAValue(string name, string time, string expected) =>
        Assert.Equal($"double: {expected}", Function(name, Ramp, Timestamp(time)));

    [Fact]
    public void Interpolation_AtInstants_GivesASeries()
    {
        var times = List(Timestamp("2020-01-01 00:30"), Timestamp("2020-01-01 01:00"), Timestamp("2020-01-01 09:00"));
        Assert.Equal("timeseries(double): [2020-01-01 00:30:00.000000000 2.0, 2020-01-01 01:00:00.000000000 3.0, 2020-01-01 09:00:00.000000000 NULL]",
            Function("INTERPOLATE_LINEAR", Ramp, times));
        Assert.Equal("timeseries(double): [2020-01-01 00:30:00.000000000 -1.0, 2020-01-01 01:00:00.000000000 3.0, 2020-01-01 09:00:00.000000000 -1.0]",
            Function("INTERPOLATE_FILL", Ramp, times, -1.0));
        Assert.Equal("double: 3.0", Function("INTERPOLATE_FILL", Ramp, Timestamp("2020-01-01 01:00"), -1.0));
    }

    // A natural spline through three points (0,1), (1,3), (3,2): the middle curvature m solves 2(1+2)m = 6((2-3)/2 - (3-1)/1).
    [Fact]
    public void SplineCubic_BetweenPoints_IsTheNaturalSpline()
    {
        const double m = -2.5;
        const double expected = (0.5 * 1) + (0.5 * 3) + (((0.5 * 0.5 * 0.5) - 0.5) * m / 6);
        Assert.Equal(FormattableString.Invariant($"double: {expected}"), Function("interpolate_spline_cubic", Ramp, Timestamp("2020-01-01 00:30")));
        var line = SeriesOf(("2020-01-01 00:00", 1.0), ("2020-01-01 01:00", 3.0));
        Assert.Equal("double: 2.0", Function("interpolate_spline_cubic", line, Timestamp("2020-01-01 00:30")));
    }

    [Fact]
    public void Derivative_OfASeries_IsTheSlopeTimesTheInterval()
    {
        Assert.Equal("timeseries(double): [2020-01-01 01:00:00.000000000 2.0, 2020-01-01 03:00:00.000000000 -0.5]",
            Function("derivative_linear", Ramp, Interval("1", "h")));
        Assert.Equal("timeseries(double): [2020-01-01 01:00:00.000000000 2.0]",
            Function("non_negative_derivative_linear", Ramp, Interval("1", "h")));
        Assert.Throws<SqlException>(() => Function("derivative_linear", Ramp, Interval("0", "h")));
    }

    [Fact]
    public void Integral_OfASeries_IsItsArea()
    {
        Assert.Equal("double: 7.0", Function("integral_trapezoidal", Ramp, Interval("1", "h")));
        Assert.Equal("double: 25200.0", Function("integral_trapezoidal", Ramp));
    }

    [Fact]
    public void Correlation_OfSeries_NeedsTheSameTimes()
    {
        var a = SeriesOf(("2020-01-01", 1), ("2020-01-02", 2), ("2020-01-03", 3), ("2020-01-04", 4));
        var b = SeriesOf(("2020-01-01", 2), ("2020-01-02", 4), ("2020-01-03", 4), ("2020-01-04", 100));
        Assert.Equal("double: 1.0", Function("correlate_pearson", a, a));
        // Ranks 1 2 3 4 and 1 2.5 2.5 4: covariance 4.5, squares 5 and 4.5.
        Assert.Equal(FormattableString.Invariant($"double: {4.5 / Math.Sqrt(5 * 4.5)}"), Function("correlate_spearman", a, b));
        Assert.Equal("double: NULL", Function("correlate_pearson", a, SeriesOf(("2020-01-01", 1), ("2020-01-02", 1), ("2020-01-03", 1), ("2020-01-04", 1))));
        Assert.Contains("same timestamps", Failure(() => Function("correlate_pearson", a, Ramp)), StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_OfABigIntSeries_TakeItAsDoubles()
    {
        var series = new Typed(new TimeSeriesType(SqlType.BigInt), new object?[]
        {
            new SeriesPoint(0, 1L), new SeriesPoint(2_000_000_000, 3L),
        });
        Assert.Equal("double: 4.0", Function("integral_trapezoidal", series));
        Assert.Equal("bigint: 2", Function("cardinality", series));
    }
}
