using System.Globalization;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;
using FsCheck.Xunit;
using static AirQuality.TimestreamLocal.Tests.Sql.Functions.Evaluate;

namespace AirQuality.TimestreamLocal.Tests.Sql.Functions;

public class ResultTextTests
{
    [Theory]
    [InlineData(35, "35.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(34.840635191284385, "34.840635191284385")]
    [InlineData(1655487883.7710001, "1.6554878837710001E9")]
    [InlineData(1e7, "1.0E7")]
    [InlineData(9999999, "9999999.0")]
    [InlineData(-12345678, "-1.2345678E7")]
    [InlineData(1e-3, "0.001")]
    [InlineData(9.9e-4, "9.9E-4")]
    [InlineData(1.2246467991473532E-16, "1.2246467991473532E-16")]
    [InlineData(1e100, "1.0E100")]
    [InlineData(1e20, "1.0E20")]
    [InlineData(123456789012345680.0, "1.2345678901234568E17")]
    [InlineData(double.MaxValue, "1.7976931348623157E308")]
    [InlineData(double.Epsilon, "4.9E-324")]
    [InlineData(1e-323, "9.9E-324")]
    [InlineData(2e-323, "2.0E-323")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Double_Value_IsJavasText(double value, string expected) => Assert.Equal(expected, ResultText.Double(value));

    [Property(MaxTest = 1000)]
    public void Double_OfAFewDecimals_IsTheShortestTextThatNamesIt(int number, byte places)
    {
        foreach (double value in (double[])[number / Math.Pow(10, places % 7), Math.BitIncrement(number / 1000.0), number * 1e-3 * 0.1])
        {
            if (value == 0 || Math.Abs(value) is < 1e-3 or >= 1e7) continue;
            string shortest = value.ToString("R", CultureInfo.InvariantCulture);
            Assert.Equal(shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0", ResultText.Double(value));
        }
    }

    [Theory]
    [InlineData("36", "h", "1 12:00:00.000000000")]
    [InlineData("1500", "ms", "0 00:00:01.500000000")]
    [InlineData("-1", "d", "-1 00:00:00.000000000")]
    [InlineData("-5", "m", "-0 00:05:00.000000000")]
    [InlineData("31", "month", "2-7")]
    [InlineData("-1", "month", "-0-1")]
    public void Interval_Value_IsTheServicesText(string number, string unit, string expected)
    {
        var interval = Interval(number, unit);
        Assert.Equal(expected, ResultText.Format(interval.Type, interval.Value!));
    }

    [Theory]
    [InlineData(long.MinValue, "1677-09-21 00:12:43.145224192")]
    [InlineData(-1, "1969-12-31 23:59:59.999999999")]
    [InlineData(0, "1970-01-01 00:00:00.000000000")]
    [InlineData(long.MaxValue, "2262-04-11 23:47:16.854775807")]
    public void Timestamp_AtTheEndsOfItsRange_HasNineDigits(long ns, string expected) =>
        Assert.Equal(expected, ResultText.Format(SqlType.Timestamp, ns));

    [Theory]
    [InlineData("5", "weeks")]
    [InlineData("5", "minutes")]
    [InlineData("x", "d")]
    [InlineData("0.5", "month")]
    [InlineData("1.5", "hour")]
    [InlineData("1 2", "day")]
    [InlineData("", "second")]
    [InlineData("0.0000000001", "second")]
    [InlineData("106752", "d")]
    public void Interval_BadText_IsRefused(string number, string unit) => Assert.False(Literals.TryInterval(number, unit, out _, out _));
}
