using AirQuality.Api.Parameters;

namespace AirQuality.Api.Tests.Parameters;

public sealed class PageCursorTests
{
    [Theory]
    [InlineData("140")]
    [InlineData("2018-06-03T12:00:00Z", "140")]
    [InlineData("ü", "", "-1.5")]
    public void Read_OfWhatWasWritten_GivesTheKeys(params string[] keys) =>
        Assert.Equal(keys, PageCursor.Read("/v1/latest?country=DE", PageCursor.Write("/v1/latest?country=DE", keys), keys.Length));

    [Fact]
    public void Read_OfAnotherQuestion_GivesNothing() =>
        Assert.Null(PageCursor.Read("/v1/latest?country=AT", PageCursor.Write("/v1/latest?country=DE", "140"), 1));

    [Fact]
    public void Read_WithAnotherNumberOfKeys_GivesNothing() =>
        Assert.Null(PageCursor.Read("/v1/latest?", PageCursor.Write("/v1/latest?", "140"), 2));

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("AAAA")]
    [InlineData("not base64 at all")]
    public void Read_OfNoCursor_GivesNothing(string text) => Assert.Null(PageCursor.Read("/v1/latest?", text, 1));
}
