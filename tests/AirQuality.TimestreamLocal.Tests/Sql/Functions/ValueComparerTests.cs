using System.Text;
using AirQuality.TimestreamLocal.Sql.Execution;
using AirQuality.TimestreamLocal.Sql.Functions;
using AirQuality.TimestreamLocal.Sql.Types;
using FsCheck.Xunit;

namespace AirQuality.TimestreamLocal.Tests.Sql.Functions;

public class ValueComparerTests
{
    private static readonly object?[] Ascending =
        [double.NegativeInfinity, -1.0, 0.0, 1.5, double.PositiveInfinity, double.NaN, null];

    [Fact]
    public void Compare_Doubles_PutsNaNAboveInfinityAndNullLast() =>
        Assert.Equal(Ascending, Ascending.Reverse().Order(ValueComparer.Instance));

    [Fact]
    public void Equal_ZerosAndNaNs_AreNotDistinctAndHashAlike()
    {
        Assert.True(ValueComparer.Equal(0.0, -0.0));
        Assert.Equal(ValueComparer.Hash(0.0), ValueComparer.Hash(-0.0));
        Assert.True(ValueComparer.Equal(double.NaN, -double.NaN));
        Assert.Equal(ValueComparer.Hash(double.NaN), ValueComparer.Hash(-double.NaN));
    }

    [Property]
    public bool CompareText_ValidTexts_IsTheOrderOfTheirCodePoints(string? a, string? b)
    {
        var (x, y) = (Valid(a), Valid(b));
        return Math.Sign(ValueComparer.CompareText(x, y)) == Math.Sign(x.EnumerateRunes().Select(rune => rune.Value)
            .Zip(y.EnumerateRunes().Select(rune => rune.Value), (left, right) => left.CompareTo(right))
            .FirstOrDefault(order => order != 0, x.EnumerateRunes().Count().CompareTo(y.EnumerateRunes().Count())));
    }

    [Property]
    public bool Rows_OfDoubles_CompareAndHashLikeBoxedValues(double?[] values)
    {
        var vector = Columns.FromObjects(SqlType.Double, [.. values.Select(value => (object?)value)], values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (ValueComparer.HashRow(vector, i) != ValueComparer.Hash(vector[i])) return false;
            for (var j = 0; j < values.Length; j++)
            {
                if (Math.Sign(ValueComparer.CompareRows(vector, i, vector, j)) != Math.Sign(ValueComparer.Compare(vector[i], vector[j]))) return false;
                if (ValueComparer.RowsEqual(vector, i, vector, j) != ValueComparer.Equal(vector[i], vector[j])) return false;
            }
        }
        return true;
    }

    [Fact]
    public void Compare_ListsAndSeries_GoesByTheFirstDifference()
    {
        Assert.True(ValueComparer.Compare(new object?[] { 1L, 2L }, new object?[] { 1L, 3L }) < 0);
        Assert.True(ValueComparer.Compare(new object?[] { 1L }, new object?[] { 1L, 0L }) < 0);
        Assert.True(ValueComparer.Equal(new object?[] { null, "a" }, new object?[] { null, "a" }));
        Assert.True(ValueComparer.Compare(new SeriesPoint(1, 9L), new SeriesPoint(2, 0L)) < 0);
        Assert.Equal(ValueComparer.Hash(new object?[] { 1L, "a" }), ValueComparer.Hash(new object?[] { 1L, "a" }));
    }

    private static string Valid(string? text) =>
        string.Concat((text ?? "").EnumerateRunes().Select(rune => rune == Rune.ReplacementChar ? "😀" : rune.ToString()));
}
