using System.Globalization;
using System.Text;
using AirQuality.Core.Feed;

namespace AirQuality.Core.Tests.Feed;

public sealed class FeedTimeTests
{
    [Theory]
    [InlineData("2017-10-29 00:30:00", 1_509_237_000_000)]
    [InlineData("2017-10-29T02:30:00", 1_509_244_200_000)]
    [InlineData("2017-10-29T02:30:00Z", 1_509_244_200_000)]
    [InlineData("2017-10-29t02:30:00z", 1_509_244_200_000)]
    [InlineData("2020-02-29 23:59:59", 1_583_020_799_000)]
    [InlineData("2016-12-31 23:59:60", 1_483_228_800_000)]
    [InlineData("2018-06-03 20:47:58.5", 1_528_058_878_500)]
    [InlineData("2018-06-03 20:47:58.123999", 1_528_058_878_123)]
    [InlineData("1970-01-01 00:00:00", 0)]
    [InlineData("1969-12-31 23:59:59", -1_000)]
    public void Timestamp_WellFormed_IsUtc(string text, long expectedMs)
    {
        Assert.True(FeedTime.TryParse(Encoding.UTF8.GetBytes(text), out var ms));
        Assert.Equal(expectedMs, ms);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Z")]
    [InlineData("2018-06-03")]
    [InlineData("2018-06-03 20:47")]
    [InlineData("2018-06-03 20:47:58.")]
    [InlineData("2018-06-03 20:47:58,5")]
    [InlineData("2018-06-03 20:47:58 ")]
    [InlineData("2018-06-03 20:47:58+00:00")]
    [InlineData("2018-6-3 20:47:58")]
    [InlineData("2018-06-31 20:47:58")]
    [InlineData("2019-02-29 20:47:58")]
    [InlineData("2018-00-03 20:47:58")]
    [InlineData("2018-06-00 20:47:58")]
    [InlineData("2018-06-03 20:60:58")]
    [InlineData("2018-06-03 20:47:60")]
    [InlineData("2018-06-03 -1:47:58")]
    [InlineData("0000-06-03 20:47:58")]
    public void Timestamp_Malformed_IsRefused(string text) => Assert.False(FeedTime.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void EveryHourOfALeapYear_IsWhatTheFrameworkSays()
    {
        for (var time = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero); time.Year == 2020; time = time.AddHours(1))
        {
            var text = time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            Assert.True(FeedTime.TryParse(Encoding.UTF8.GetBytes(text), out var ms));
            Assert.Equal(time.ToUnixTimeMilliseconds(), ms);
        }
    }
}
