using AirQuality.Jobs.Backfill;

namespace AirQuality.Jobs.Tests.Backfill;

public sealed class BoundingBoxTests
{
    [Theory]
    [InlineData("47,6,55,15", 50, 10, true)]
    [InlineData("55,6,47,15", 50, 10, true)] // latitudes in any order
    [InlineData("47,6,55,15", 47, 15, true)] // its edges belong to it
    [InlineData("47,6,55,15", 50, 15.01, false)]
    [InlineData("47,6,55,15", 46.99, 10, false)]
    [InlineData("-20,170,-10,-170", -15, 175, true)] // across 180°
    [InlineData("-20,170,-10,-170", -15, -175, true)]
    [InlineData("-20,170,-10,-170", -15, 0, false)]
    public void Area_HoldsWhatLiesInIt(string text, double latitude, double longitude, bool inside)
    {
        Assert.True(BoundingBox.TryParse(text, out var box));

        Assert.Equal(inside, box!.Contains(latitude, longitude));
        Assert.False(box.Contains(null, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,2,3")]
    [InlineData("1,2,3,4,5")]
    [InlineData("1,2,3,x")]
    [InlineData("91,0,1,1")]
    [InlineData("1,181,1,1")]
    [InlineData("nan,0,1,1")]
    public void Text_ThatIsNoArea_IsRefused(string text) => Assert.False(BoundingBox.TryParse(text, out _));
}
