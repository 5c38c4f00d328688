using System.Globalization;
using System.Text;
using AirQuality.Core.Index;
using FsCheck.Xunit;

namespace AirQuality.Core.Tests.Index;

public sealed class DecimalTextTests
{
    [Property(MaxTest = 1_000)]
    public void AnyDouble_WrittenInFullOrShort_ReadsBackTheSame(double number)
    {
        if (!double.IsFinite(number))
            return;
        foreach (var format in new[] { "R", "E16", "F20" })
        {
            var text = number.ToString(format, CultureInfo.InvariantCulture);
            var status = DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out var parsed);
            if (status == DecimalStatus.Absurd)
                continue;
            Assert.Equal(DecimalStatus.Number, status);
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), parsed.ToDouble());
        }
    }

    [Property(MaxTest = 1_000)]
    public void AnyDecimal_ReadsAsTheFrameworksNearestDouble(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(DecimalStatus.Number, DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out var parsed));
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), parsed.ToDouble());
    }

    [Theory]
    [InlineData("1e301")]
    [InlineData("1e-301")]
    [InlineData("1e99999999999999999999")]
    public void Exponent_BeyondAnythingMeasured_IsAbsurd(string text) =>
        Assert.Equal(DecimalStatus.Absurd, DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Text_OfThousandsOfDigits_IsAbsurd() =>
        Assert.Equal(DecimalStatus.Absurd, DecimalText.TryParse(Encoding.UTF8.GetBytes(new string('9', 2_000)), out _));
}
