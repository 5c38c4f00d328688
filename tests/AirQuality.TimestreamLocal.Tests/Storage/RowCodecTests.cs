using System.Text;
using AirQuality.TimestreamLocal.Storage;
using FsCheck.Xunit;

namespace AirQuality.TimestreamLocal.Tests.Storage;

public sealed class RowCodecTests
{
    [Property]
    public bool Values_WrittenThenRead_AreTheSame((ushort Column, long Bits, string Text)[] values)
    {
        var writer = new RowWriter();
        foreach (var (column, bits, text) in values)
        {
            writer.Value(column, ValueKind.Double, bits);
            writer.Value(column, ValueKind.BigInt, bits);
            writer.Value(column, ValueKind.Timestamp, bits);
            writer.Value(column, ValueKind.Boolean, bits & 1);
            writer.Value(column, Encoding.UTF8.GetBytes(text ?? ""));
        }

        var reader = new RowReader(writer.Written);
        foreach (var (column, bits, text) in values)
        {
            foreach (var (kind, expected) in (ReadOnlySpan<(ValueKind, long)>)[(ValueKind.Double, bits), (ValueKind.BigInt, bits), (ValueKind.Timestamp, bits), (ValueKind.Boolean, bits & 1)])
            {
                if (!reader.Next() || reader.Column != column || reader.Kind != kind || reader.Bits != expected)
                    return false;
            }

            if (!reader.Next() || reader.Kind != ValueKind.Varchar || !reader.Utf8.SequenceEqual(Encoding.UTF8.GetBytes(text ?? "")))
                return false;
        }

        return !reader.Next();
    }

    [Property]
    public bool Time_SplitThenJoined_IsTheSame(long timeNs) =>
        RowTime.ToNs(RowTime.HourOf(timeNs), RowTime.NsOf(timeNs)) == timeNs
        && RowTime.NsOf(timeNs) is >= 0 and < 3_600_000_000_000;

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(3_599_999_999_999)]
    [InlineData(long.MaxValue)]
    public void Time_AtEdges_StaysInItsHour(long timeNs) => Assert.True(Time_SplitThenJoined_IsTheSame(timeNs));

    [Theory]
    [InlineData("DE")]
    [InlineData("Zürich 😀")]
    [InlineData("")]
    public void TextCache_SameBytes_GivesTheirText(string text)
    {
        var cache = new TextCache();
        byte[] utf8 = Encoding.UTF8.GetBytes(text);

        Assert.Equal(text, cache.Get(utf8));
        Assert.Equal(text, cache.Get(utf8));
    }

    [Property]
    public bool TextCache_ManyTexts_NeverMixesThem(string[] texts)
    {
        var cache = new TextCache();
        return Array.TrueForAll([.. texts, .. texts], text => text is null || cache.Get(Encoding.UTF8.GetBytes(text)) == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
    }
}
