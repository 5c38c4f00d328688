using System.Globalization;
using System.Numerics;
using AirQuality.Core.Index;
using FsCheck.Xunit;

namespace AirQuality.Core.Tests.Index;

/// <summary>The index against an oracle that shares no code with it: Defra's ranges as printed, and fractions of big integers.</summary>
public sealed class UkDaqiOracleTests
{
    private static readonly (int From, int To)[] Pm25Ranges =
        [(0, 11), (12, 23), (24, 35), (36, 41), (42, 47), (48, 53), (54, 58), (59, 64), (65, 70), (71, int.MaxValue)];

    private static readonly (int From, int To)[] Pm10Ranges =
        [(0, 16), (17, 33), (34, 50), (51, 58), (59, 66), (67, 75), (76, 83), (84, 91), (92, 100), (101, int.MaxValue)];

    [Fact]
    public void EveryHundredth_FromZeroToTwoHundred_AgreesWithTheOracle()
    {
        for (var hundredths = 0; hundredths <= 20_000; hundredths++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{hundredths / 100}.{hundredths % 100:D2}");
            var concentration = UkDaqiVectorTests.Parse(text);

            Assert.Equal(Oracle(Pm25Ranges, hundredths, 100), IndexStandard.UkDaqi.IndexOf(Pollutant.Pm25, concentration));
            Assert.Equal(Oracle(Pm10Ranges, hundredths, 100), IndexStandard.UkDaqi.IndexOf(Pollutant.Pm10, concentration));
        }
    }

    [Property(MaxTest = 500)]
    public void MeanOfFractions_AgreesWithTheOracle(int seed)
    {
        // Hourly means of one to thirty samples: denominators that end in no decimal.
        var random = new Random(seed);
        var hours = Enumerable.Range(0, random.Next(18, 25))
            .Select(_ => Enumerable.Range(0, random.Next(1, 31)).Select(_ => random.Next(0, 15_000)).ToArray())
            .ToArray();

        var hourly = hours.Select(samples =>
        {
            Assert.True(ExactMean.TryOf([.. samples.Select(s => UkDaqiVectorTests.Parse((s / 100m).ToString(CultureInfo.InvariantCulture)))], samples.Length, out var mean));
            return mean;
        }).ToList();
        Assert.True(ExactMean.TryOf(hourly, 24, out var day));

        // One common denominator: the product of all hour sizes.
        var common = hours.Aggregate(BigInteger.One, (product, samples) => product * samples.Length);
        var sum = hours.Aggregate(BigInteger.Zero, (total, samples) => total + samples.Sum() * (common / samples.Length));
        Assert.Equal(Oracle(Pm25Ranges, sum, 100 * common * hours.Length), IndexStandard.UkDaqi.IndexOf(Pollutant.Pm25, day));
    }

    [Property(MaxTest = 500)]
    public void TextOfAnyLength_RoundsLikeItsFraction(int seed)
    {
        var random = new Random(seed);
        var whole = random.Next(0, 200);
        var decimals = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => "0499959"[random.Next(7)]));

        var rounded = UkDaqiVectorTests.Parse($"{whole}.{decimals}").RoundHalfUp();

        var (quotient, _) = BigInteger.DivRem(BigInteger.Parse($"{whole}{decimals}0", CultureInfo.InvariantCulture) + 5 * BigInteger.Pow(10, decimals.Length), BigInteger.Pow(10, decimals.Length + 1));
        Assert.Equal(quotient, rounded);
    }

    // The whole number n nearest to the fraction is the one with n − ½ ≤ fraction < n + ½.
    private static int Oracle((int From, int To)[] ranges, BigInteger numerator, BigInteger denominator)
    {
        for (var index = 0; index < ranges.Length; index++)
        {
            var (from, to) = ranges[index];
            var reachesFrom = 2 * numerator >= (2 * from - 1) * denominator;
            var staysBelow = to == int.MaxValue || 2 * numerator < (2 * new BigInteger(to) + 1) * denominator;
            if (reachesFrom && staysBelow)
                return index + 1;
        }

        throw new InvalidOperationException("The printed ranges leave a gap.");
    }
}
