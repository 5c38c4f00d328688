using System.Text;
using AirQuality.Core.Feed;

namespace AirQuality.Core.Tests.Feed;

public sealed class Utf8InternerTests
{
    [Fact]
    public void SameText_GivesTheSameObject()
    {
        var interner = new Utf8Interner<string>(text => text);
        foreach (var text in new[] { "P1", "P2", "", "Nova Fitness", "Shinyei äöü" })
        {
            Assert.True(interner.TryGet(Encoding.UTF8.GetBytes(text), out var first));
            Assert.True(interner.TryGet(Encoding.UTF8.GetBytes(text), out var second));
            Assert.Equal(text, first);
            Assert.Same(first, second);
        }
    }

    [Fact]
    public void MoreTextsThanPlaces_EachGivesItsOwn()
    {
        var interner = new Utf8Interner<string>(text => text);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 5_000; i++)
            {
                // Equal ends and length: the worst case for the hash.
                var text = $"same-beginning {i:D6} same-ending";
                Assert.True(interner.TryGet(Encoding.UTF8.GetBytes(text), out var value));
                Assert.Equal(text, value);
            }
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { (byte)'a', 0xC3 })]
    public void InvalidUtf8_GivesNothing(byte[] text) => Assert.False(new Utf8Interner<string>(t => t).TryGet(text, out _));
}
