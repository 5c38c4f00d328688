using AirQuality.Timestream.Reading;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AirQuality.Timestream.Tests.Reading;

public sealed class TimestreamTextTests
{
    [Theory]
    [InlineData("2025-11-24 08:00:00.000000000", 1_763_971_200_000)]
    [InlineData("2025-11-24 08:00:00", 1_763_971_200_000)]
    [InlineData("2025-11-24 08:00:00.5", 1_763_971_200_500)]
    [InlineData("2025-11-24 08:00:00.123999999", 1_763_971_200_123)]
    [InlineData("1970-01-01 00:00:00.000000000", 0)]
    [InlineData("1969-12-31 23:59:59.999000000", -1)]
    [InlineData("2262-04-11 23:47:16.854775807", 9_223_372_036_854)]
    [InlineData("2024-02-29 23:59:59.999999999", 1_709_251_199_999)]
    public void ToMs_TimestampOfTimestream_IsItsMilliseconds(string text, long expected) =>
        Assert.Equal(expected, TimestreamTime.ToMs(text));

    [Theory]
    [InlineData("")]
    [InlineData("2025-11-24")]
    [InlineData("2025-11-24T08:00:00")]
    [InlineData("2025-02-29 08:00:00")]
    [InlineData("2025-11-24 08:00:00.")]
    [InlineData("2025-11-24 08:00:00.1x")]
    [InlineData("2025-11-24 08:00:00.0000000000")]
    [InlineData("2025-11-24 08:00:00 UTC")]
    public void ToMs_AnythingElse_IsRefused(string text) => Assert.Throws<FormatException>(() => TimestreamTime.ToMs(text));

    [Property]
    public Property Time_AnyInstant_ComesBackFromItsLiteral() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Select(seed => (long)(seed * 4_294.0)).ToArbitrary(),
        ms => TimestreamTime.ToMs(TimestreamSql.Time(ms).Split('\'')[1]) == ms);

    [Theory]
    [InlineData("it's", "'it''s'")]
    [InlineData("'; DROP TABLE x; --", "'''; DROP TABLE x; --'")]
    [InlineData("", "''")]
    public void Text_WhateverItHolds_IsOneLiteral(string text, string literal) => Assert.Equal(literal, TimestreamSql.Text(text));

    [Theory]
    [InlineData("readings", "\"readings\"")]
    [InlineData("a\".b --", "\"a\"\".b --\"")]
    public void Name_WhateverItHolds_IsOneIdentifier(string name, string quoted) => Assert.Equal(quoted, TimestreamSql.Name(name));
}
