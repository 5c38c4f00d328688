using System.Globalization;
using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Functions.Dates;
using AirQuality.TimestreamLocal.Sql.Types;
using FsCheck.Xunit;
using static AirQuality.TimestreamLocal.Tests.Sql.Functions.Evaluate;

namespace AirQuality.TimestreamLocal.Tests.Sql.Functions.Dates;

public class DateTimeFunctionTests
{
    [Fact]
    public void CurrentFunctions_GiveTheQuerysStart()
    {
        Assert.Equal("timestamp: 2020-08-08 13:45:56.789000000", Function("now"));
        Assert.Equal("date: 2020-08-08", Function("current_date"));
        Assert.Equal("time: 13:45:56.789000000", Function("localtime"));
        Assert.Equal("varchar: UTC", Function("current_timezone"));
        Assert.Equal("timestamp: 2020-08-07 13:45:56.789000000", Function("ago", Interval("1", "d")));
        Assert.Equal("timestamp: 2020-07-08 13:45:56.789000000", Function("ago", Interval("1", "month")));
    }

    [Theory]
    [InlineData("2022-06-17 10:15:20", "5", "m", "2022-06-17 10:15:00.000000000")]
    [InlineData("2022-06-17 10:15:20", "10", "day", "2022-06-17 00:00:00.000000000")]
    [InlineData("2022-06-17 10:15:20", "30", "day", "2022-05-28 00:00:00.000000000")]
    [InlineData("2022-06-17 10:15:20", "7", "d", "2022-06-16 00:00:00.000000000")]
    [InlineData("2022-06-17 10:15:20", "7", "m", "2022-06-17 10:11:00.000000000")]
    [InlineData("2022-06-17 10:15:20.987", "100", "ms", "2022-06-17 10:15:20.900000000")]
    [InlineData("1969-12-31 23:59:59", "5", "m", "1969-12-31 23:55:00.000000000")]
    public void Bin_Timestamp_IsFlooredFromTheEpoch(string timestamp, string number, string unit, string expected) =>
        Assert.Equal($"timestamp: {expected}", Function("bin", Timestamp(timestamp), Interval(number, unit)));

    [Theory]
    [InlineData("millisecond", "2020-08-08 13:45:56.789000000")]
    [InlineData("second", "2020-08-08 13:45:56.000000000")]
    [InlineData("MINUTE", "2020-08-08 13:45:00.000000000")]
    [InlineData("hour", "2020-08-08 13:00:00.000000000")]
    [InlineData("day", "2020-08-08 00:00:00.000000000")]
    [InlineData("week", "2020-08-03 00:00:00.000000000")]
    [InlineData("month", "2020-08-01 00:00:00.000000000")]
    [InlineData("quarter", "2020-07-01 00:00:00.000000000")]
    [InlineData("year", "2020-01-01 00:00:00.000000000")]
    public void DateTrunc_Timestamp_GivesTheUnitsStart(string unit, string expected) =>
        Assert.Equal($"timestamp: {expected}", Function("date_trunc", unit, Timestamp("2020-08-08 13:45:56.789012345")));

    [Theory]
    [InlineData("hour", "1969-12-31 23:59:59.5", "1969-12-31 23:00:00.000000000")]
    [InlineData("week", "2020-08-09 23:59:59", "2020-08-03 00:00:00.000000000")]
    [InlineData("week", "2020-08-10", "2020-08-10 00:00:00.000000000")]
    [InlineData("week", "1969-12-31 12:00", "1969-12-29 00:00:00.000000000")]
    public void DateTrunc_AtAnEdge_GivesTheUnitsStart(string unit, string timestamp, string expected) =>
        Assert.Equal($"timestamp: {expected}", Function("date_trunc", unit, Timestamp(timestamp)));

    [Theory]
    [InlineData("minute", -50, "2020-08-08 00:45:56.5", "2020-08-07 23:55:56.500000000")]
    [InlineData("day", 1, "2019-02-28 12:00", "2019-03-01 12:00:00.000000000")]
    [InlineData("week", 1, "2020-12-28 01:00", "2021-01-04 01:00:00.000000000")]
    [InlineData("month", 1, "2020-01-31 10:00", "2020-02-29 10:00:00.000000000")]
    [InlineData("month", -12, "2020-12-31", "2019-12-31 00:00:00.000000000")]
    [InlineData("quarter", 1, "2020-11-30", "2021-02-28 00:00:00.000000000")]
    [InlineData("year", 1, "2020-02-29", "2021-02-28 00:00:00.000000000")]
    public void DateAdd_Timestamp_FollowsTheCalendar(string unit, int count, string timestamp, string expected) =>
        Assert.Equal($"timestamp: {expected}", Function("date_add", unit, count, Timestamp(timestamp)));

    [Theory]
    [InlineData("second", "2020-01-01 00:00:01.999", "2020-01-01 00:00:00", -1)]
    [InlineData("week", "2020-01-01", "2020-01-14 23:59", 1)]
    [InlineData("month", "2020-01-15 12:00", "2020-02-15 11:59", 0)]
    [InlineData("month", "2020-02-15 11:59", "2020-01-15 12:00", 0)]
    [InlineData("month", "2020-01-15 12:00", "2020-02-15 12:00", 1)]
    [InlineData("month", "2020-01-31 12:00", "2020-02-29 11:00", 0)]
    [InlineData("quarter", "2020-01-01", "2020-12-31", 3)]
    [InlineData("year", "2020-02-29", "2021-02-28", 1)]
    [InlineData("year", "2021-02-28", "2020-02-29", -1)]
    public void DateDiff_Timestamps_CountsWholeUnits(string unit, string from, string to, int expected) =>
        Assert.Equal($"bigint: {expected}", Function("date_diff", unit, Timestamp(from), Timestamp(to)));

    [Fact]
    public void DateFunctions_OfADate_StayDates()
    {
        Assert.Equal("date: 2020-02-29", Function("date_add", "month", 1, Date("2020-01-31")));
        Assert.Equal("date: 2020-07-01", Function("date_trunc", "quarter", Date("2020-08-08")));
        Assert.Equal("bigint: 1", Function("date_diff", "month", Date("2020-01-31"), Date("2020-02-29")));
        Assert.Equal("bigint: -29", Function("date_diff", "day", Date("2020-03-01"), Date("2020-02-01")));
        Assert.Equal("date: 2019-02-28", Function("last_day_of_month", Date("2019-02-10")));
        Assert.Equal("date: 2020-12-31", Function("last_day_of_month", Timestamp("2020-12-01 10:00")));
    }

    [Theory]
    [InlineData("date_trunc", "'fortnight' is not a valid Timestamp field", "fortnight")]
    [InlineData("date_add", "'nosuch' is not a valid Timestamp field", "nosuch", 1)]
    public void DateFunctions_UnknownUnit_Fail(string name, string message, params object[] arguments) =>
        Assert.Equal(message, Failure(() => Function(name, [.. arguments, Timestamp("2020-01-01")])));

    [Fact]
    public void DateFunctions_OfATime_GoRoundMidnight()
    {
        Assert.Equal("time: 01:30:00.000000000", Function("date_add", "minute", 90, Time("00:00")));
        Assert.Equal("time: 23:59:59.000000000", Function("date_add", "second", -1, Time("00:00")));
        Assert.Equal("time: 12:34:56.789000000", Function("date_add", "hour", 24 * 365, Time("12:34:56.789")));
        Assert.Equal("time: 12:34:00.000000000", Function("date_trunc", "minute", Time("12:34:56.789")));
        Assert.Equal("bigint: -1", Function("date_diff", "hour", Time("12:34"), Time("11:00")));
        Assert.Equal("'day' is not a valid Time field", Failure(() => Function("date_diff", "day", Time("12:34"), Time("11:00"))));
    }

    [Fact]
    public void DateFunctions_HoursOfADate_Fail()
    {
        Assert.Equal("'hour' is not a valid DATE field", Failure(() => Function("date_trunc", "hour", Date("2020-01-01"))));
        Assert.Equal("'hour' is not a valid DATE field", Failure(() => Function("date_add", "hour", 1, Date("2020-01-01"))));
        Assert.Throws<SqlException>(() => Function("date_add", "day", 3_000_000_000L, Date("2020-01-01")));
        Assert.Throws<SqlException>(() => Function("bin", Timestamp("2020-01-01"), Interval("0", "s")));
    }

    [Theory]
    [InlineData("from_milliseconds", "timestamp: 1969-12-31 23:59:59.999000000", -1)]
    [InlineData("from_milliseconds", "timestamp: 2020-08-08 01:00:00.123000000", 1596848400123L)]
    [InlineData("from_nanoseconds", "timestamp: 1970-01-01 00:00:00.000000001", 1)]
    [InlineData("from_unixtime", "timestamp: 2020-08-08 01:00:00.123000000", 1596848400.123)]
    [InlineData("from_iso8601_timestamp", "timestamp: 2020-08-08 06:30:00.000000000", "2020-08-08T01:00:00-05:30")]
    [InlineData("from_iso8601_timestamp", "timestamp: 2022-06-17 03:04:05.000000000", "2022-06-17T08:04:05.000000000+05:00")]
    [InlineData("from_iso8601_timestamp", "timestamp: 2020-08-08 01:00:00.123000000", "2020-08-08T01:00:00.123Z")]
    [InlineData("from_iso8601_timestamp", "timestamp: 2020-08-08 01:00:00.000000000", "2020-08-08T01")]
    [InlineData("from_iso8601_timestamp", "timestamp: 2020-08-08 01:30:00.000000000", "2020-08-08T01.5")]
    [InlineData("from_iso8601_timestamp", "timestamp: 2020-08-08 01:30:15.000000000", "2020-08-08T01:30,25Z")]
    [InlineData("from_iso8601_timestamp", "timestamp: 2020-08-07 22:00:00.000000000", "2020-08-08T+02:00")]
    [InlineData("from_iso8601_timestamp", "timestamp: 1970-01-01 10:00:00.000000000", "t10z")]
    [InlineData("from_iso8601_timestamp", "timestamp: 2020-03-02 00:00:00.000000000", "2020-W10")]
    [InlineData("from_iso8601_timestamp", "timestamp: 2020-05-02 00:00:00.000000000", "2020-123")]
    [InlineData("from_iso8601_date", "date: 2020-08-08", "2020-W32-6")]
    [InlineData("from_iso8601_date", "date: 2020-08-01", "2020-08")]
    [InlineData("parse_duration", "interval day to second: 0 00:00:00.042800000", "42.8ms")]
    [InlineData("parse_duration", "interval day to second: 3 19:55:12.000000000", "3.83d")]
    [InlineData("date", "date: 2020-08-08", "2020-08-08")]
    [InlineData("date_parse", "timestamp: 2020-08-08 03:05:06.123000000", "2020-08-08 03:05:06.123456", "%Y-%m-%d %H:%i:%s.%f")]
    [InlineData("date_parse", "timestamp: 1970-01-01 15:05:06.000000000", "15:05:06", "%T")]
    [InlineData("date_parse", "timestamp: 2069-01-01 00:00:00.000000000", "69-01-01", "%y-%m-%d")]
    [InlineData("date_parse", "timestamp: 1970-01-01 00:00:00.000000000", "70-01-01", "%y-%m-%d")]
    [InlineData("date_parse", "timestamp: 2020-08-08 00:00:00.000000000", "Sat 2020-08-08%", "%a %Y-%m-%d%%")]
    [InlineData("date_parse", "timestamp: 2020-08-03 00:00:00.000000000", "2020-W32", "%x-W%v")]
    [InlineData("date_parse", "timestamp: 2020-08-08 00:00:00.000000000", "20200808", "%Y%m%d")]
    [InlineData("parse_datetime", "timestamp: 2020-08-08 00:00:00.000000000", "Sat, 8 Aug 2020", "EEE, d MMM yyyy")]
    [InlineData("parse_datetime", "timestamp: 2020-08-08 00:00:00.000000000", "8/8/20", "d/M/yy")]
    [InlineData("parse_datetime", "timestamp: 1970-01-01 15:05:00.000000000", "03:05 PM", "hh:mm a")]
    [InlineData("parse_datetime", "timestamp: 2020-08-07 23:00:00.000000000", "2020-08-08 01:00 +0200", "yyyy-MM-dd HH:mm Z")]
    public void Function_OfLiterals_GivesTheFamilysAnswer(string name, string expected, params object[] arguments) =>
        Assert.Equal(expected, Function(name, arguments));

    [Theory]
    [InlineData("%Y-%m-%d %H:%i:%s", "2020-08-08 15:05:06")]
    [InlineData("%h %I %l %k %p", "03 03 3 15 PM")]
    [InlineData("%a %W %b %M %c %e %j", "Sat Saturday Aug August 8 8 221")]
    [InlineData("%v %x %y %% %r %T", "32 2020 20 % 03:05:06 PM 15:05:06")]
    [InlineData("%f %z", "123000 z")]
    public void DateFormat_Specifiers_WriteTheirFields(string format, string expected) =>
        Assert.Equal($"varchar: {expected}", Function("date_format", Timestamp("2020-08-08 15:05:06.123456"), format));

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm:ss.SSS", "2020-08-08 15:05:06.123")]
    [InlineData("YYYY/M/d H:m:s", "2020/8/8 15:5:6")]
    [InlineData("'T'HH ''yy", "T15 '20")]
    [InlineData("K k h H hh:mm a", "3 15 3 15 03:05 PM")]
    [InlineData("G C Y EEEE MMMM D e w x", "AD 20 2020 Saturday August 221 6 32 2020")]
    public void FormatDatetime_Letters_WriteTheirFields(string format, string expected) =>
        Assert.Equal($"varchar: {expected}", Function("format_datetime", Timestamp("2020-08-08 15:05:06.123456"), format));

    [Theory]
    [InlineData("date_parse", "Cannot parse \"2020-13-08\": Value 13 for monthOfYear must be in the range [1,12]", "2020-13-08", "%Y-%m-%d")]
    [InlineData("date_parse", "Invalid format: \"x\"", "x", "%Y")]
    [InlineData("date_parse", "Invalid format: \"2020-08-08 \" is malformed at \" \"", "2020-08-08 ", "%Y-%m-%d")]
    [InlineData("date_parse", "%D not supported in date format string", "x", "%D")]
    [InlineData("parse_datetime", "Illegal pattern component: U", "x", "U")]
    [InlineData("from_iso8601_timestamp", "Invalid format: \"nope\"", "nope")]
    [InlineData("from_iso8601_timestamp", "Invalid format: \"2020-02-30\"", "2020-02-30")]
    [InlineData("from_iso8601_timestamp", "Invalid format: \"T\"", "T")]
    [InlineData("from_iso8601_timestamp", "Invalid format: \"2020-01-01T10.\"", "2020-01-01T10.")]
    [InlineData("parse_duration", "duration is not a valid data duration string: 5", "5")]
    public void Function_BadText_Fails(string name, string message, params object[] arguments) =>
        Assert.Equal(message, Failure(() => Function(name, arguments)));

    [Theory]
    [InlineData("hour", 13)]
    [InlineData("minute", 45)]
    [InlineData("second", 56)]
    [InlineData("millisecond", 789)]
    [InlineData("nanosecond", 789123456)]
    [InlineData("quarter", 3)]
    [InlineData("dow", 6)]
    [InlineData("doy", 221)]
    [InlineData("yow", 2020)]
    public void Extract_FromATimestamp_GivesTheField(string field, int expected)
    {
        Assert.Equal($"bigint: {expected}", Function(field, Timestamp("2020-08-08 13:45:56.789123456")));
        Assert.Equal($"bigint: {expected}", Function(field, "2020-08-08 13:45:56.789123456"));
    }

    [Fact]
    public void Extract_FromWhatHasNoSuchField_Fails()
    {
        Assert.Equal("bigint: 3", Function("hour", Interval("51", "h")));
        Assert.Equal("line 1:26: Cannot extract HOUR from unknown",
            Failure(() => ExtractFunctions.Extract("hour", SqlType.Unknown, new(1, 16), new(1, 26))));
        Assert.Equal("line 1:26: Cannot extract YEAR from integer",
            Failure(() => ExtractFunctions.Extract("YEAR", SqlType.Integer, new(1, 16), new(1, 26))));
        Assert.Equal("line 1:16: Invalid EXTRACT field: FORTNIGHT",
            Failure(() => ExtractFunctions.Extract("FORTNIGHT", SqlType.Date, new(1, 16), new(1, 26))));
    }

    [Property]
    public bool Week_OfAnyDay_IsThatOfTheFramework(short offset)
    {
        var date = new DateOnly(2000, 1, 1).AddDays(offset);
        var typed = Date(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var expected = ISOWeek.GetWeekOfYear(date.ToDateTime(TimeOnly.MinValue));
        return Function("week", typed) == $"bigint: {expected}" && Function("day_of_year", typed) == $"bigint: {date.DayOfYear}";
    }

    [Property]
    public bool DateFormat_ThenDateParse_IsTheSameSecond(uint seconds)
    {
        const string format = "%Y-%m-%d %H:%i:%s";
        var timestamp = new Typed(SqlType.Timestamp, seconds * 1_000_000_000L);
        var text = Function("date_format", timestamp, format)["varchar: ".Length..];
        return Function("date_parse", text, format) == $"timestamp: {ResultText.Timestamp((long)timestamp.Value!)}";
    }
}
