using System.Text;
using AirQuality.Core.Feed;
using AirQuality.Core.Records;
using AirQuality.Core.Tests.Feed;
using FsCheck.Xunit;

namespace AirQuality.Core.Tests.Split;

/// <summary>A snapshot that is split and brought together again is the snapshot that is read whole.</summary>
public sealed class SplitSnapshotTests
{
    public static TheoryData<string> Files() => [.. Fixtures.FeedNames()];

    [Theory]
    [MemberData(nameof(Files))]
    public Task EveryFile_Split_GivesTheRowsAndCountsOfTheWhole(string file) => AssertSameAsync(Fixtures.Feed(file), new Random(1));

    [Property(MaxTest = 200)]
    public Task MixedFeed_Split_GivesTheRowsAndCountsOfTheWhole(int seed)
    {
        var random = new Random(seed);
        return AssertSameAsync(Encoding.UTF8.GetBytes(Entries.Feed(MixedEntries.Of(random))), random);
    }

    [Theory]
    [InlineData("""{"id":1,"latitude":"north","longitude":"13.4","altitude":"99999","country":"Germany"}""")]
    [InlineData("""{"id":11,"latitude":0,"longitude":0}""")]
    [InlineData("""{"latitude":1e999}""")]
    [InlineData("null")]
    public Task OddPlace_Split_GivesTheRowsAndCountsOfTheWhole(string location) =>
        AssertSameAsync(Encoding.UTF8.GetBytes(Entries.Feed(Entries.Of(location: location))), new Random(1));

    [Theory]
    [InlineData("[]")]
    [InlineData("[null,{}]")]
    [InlineData("""[{"value":"5 µg","value_type":"P1"},{"value":"\u0035","value_type":"P2"}]""")]
    [InlineData("""[{"id":2,"value":1,"value_type":"P1"},{"id":1,"value":9,"value_type":"P1"},{"value":true,"value_type":"samples"}]""")]
    public Task OddValues_Split_GivesTheRowsAndCountsOfTheWhole(string values) =>
        AssertSameAsync(Encoding.UTF8.GetBytes(Entries.Feed(Entries.Of(values: values))), new Random(1));

    [Fact]
    public Task ValueThatIsNoUtf8_Split_GivesTheRowsAndCountsOfTheWhole()
    {
        var json = Encoding.Latin1.GetBytes(Entries.Feed(Entries.WithValue("P1", "\"12\u00E9\""), Entries.WithValue("P2", "3")));
        return AssertSameAsync(json, new Random(1));
    }

    private static async Task AssertSameAsync(byte[] json, Random random)
    {
        var whole = await Snapshots.ReadAsync(json);
        var (split, groups) = await Spread.RunAsync(json, random);

        Assert.Equal(whole.Entries, split.Entries);
        Assert.Equal(whole.Malformed, split.Malformed);
        Assert.Equal((whole.Bytes, whole.TrailingBytes), (split.Bytes, split.TrailingBytes));
        Assert.Equal(whole.Merged, groups.Sum(group => group.Merged));
        Assert.Equal(whole.Filtered, Sum(groups.Where(group => group.Filtered is not null).Select(group => KeyValuePair.Create(group.Filtered!, 1L))));
        Assert.Equal(whole.FilteredValues, Sum(groups.SelectMany(group => group.FilteredValues)));
        Assert.Equal(whole.UnknownSensorTypes, Sum(groups.SelectMany(group => group.UnknownSensorTypes)));
        Assert.Equal(
            whole.Readings.Select(reading => Text(RecordBuilder.Build(reading))).Order(StringComparer.Ordinal),
            groups.Where(group => group.Record is not null).Select(group => Text(group.Record!)).Order(StringComparer.Ordinal));
    }

    private static ReasonCounts Sum(IEnumerable<KeyValuePair<string, long>> counts) => new(counts);

    private static string Text(AirRecord record) =>
        FormattableString.Invariant($"{record.SensorId} {record.TimeMs} {record.Version} {string.Join(' ', record.Dimensions)} {string.Join(' ', record.Measures)}");
}
