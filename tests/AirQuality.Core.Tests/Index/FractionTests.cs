using System.Numerics;
using AirQuality.Core.Index;
using FsCheck;
using FsCheck.Xunit;

namespace AirQuality.Core.Tests.Index;

public sealed class FractionTests
{
    [Property]
    public void SumAndDifference_ComeBack(int a, PositiveInt b, int c, PositiveInt d)
    {
        var (left, right) = (new Fraction(a, b.Get), new Fraction(c, d.Get));

        var back = left + right - right;

        Assert.Equal((left.Numerator, left.Denominator), (back.Numerator, back.Denominator));
        Assert.Equal(BigInteger.One, BigInteger.GreatestCommonDivisor(back.Numerator, back.Denominator));
    }

    [Property]
    public void ToDouble_OfShortParts_IsTheNearestDouble(int numerator, PositiveInt denominator) =>
        Assert.Equal((double)numerator / denominator.Get, new Fraction(numerator, denominator.Get).ToDouble());

    // The added 2^-127 is beyond what a double can show, and keeps the parts long.
    [Property]
    public void ToDouble_OfLongParts_IsWithinOneStep(NonZeroInt numerator, PositiveInt denominator)
    {
        var prime = BigInteger.Pow(2, 127) - 1;
        var fraction = new Fraction(numerator.Get * prime + 1, denominator.Get * prime);
        var expected = (double)numerator.Get / denominator.Get;

        Assert.InRange(fraction.ToDouble(), Math.BitDecrement(expected), Math.BitIncrement(expected));
    }
}
