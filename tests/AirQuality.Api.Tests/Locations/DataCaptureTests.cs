using AirQuality.Api.Locations;
using AirQuality.Api.Parameters;

namespace AirQuality.Api.Tests.Locations;

public sealed class DataCaptureTests
{
    [Theory]
    [InlineData(24 * 60, 24, 24, 100.0, true)]
    [InlineData(24 * 60, 23, 24, 95.8, true)]
    [InlineData(24 * 60, 18, 24, 75.0, true)]
    [InlineData(24 * 60, 17, 24, 70.8, false)]
    [InlineData(24 * 60, 0, 24, 0.0, false)]
    [InlineData(8 * 60, 6, 8, 75.0, true)]
    [InlineData(8 * 60, 5, 8, 62.5, false)]
    [InlineData(90, 2, 2, 100.0, true)]
    [InlineData(15, 1, 1, 100.0, true)]
    [InlineData((24 * 60) + 1, 18, 25, 72.0, false)]
    public void Of_ASpan_NeedsThreeQuartersOfItsHours(int minutes, long withIndex, long hours, double percent, bool sufficient)
    {
        var from = new DateTimeOffset(2026, 11, 24, 9, 54, 3, TimeSpan.Zero);

        Assert.Equal(new DataCapture(hours, withIndex, percent, sufficient), DataCapture.Of(new TimeSpanOfData(from, from.AddMinutes(minutes)), withIndex));
    }
}
