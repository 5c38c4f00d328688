using System.Text;
using AirQuality.Core.Feed;
using FsCheck.Xunit;

namespace AirQuality.Core.Tests.Feed;

/// <summary>Laws of the reader, over generated input.</summary>
public sealed class SnapshotPropertyTests
{
    [Property(MaxTest = 500)]
    public async Task ArbitraryBytes_Read_NeverFailOtherThanCleanly(byte[] bytes, bool asArray)
    {
        var body = asArray ? [(byte)'[', .. bytes] : bytes;
        var (failure, _) = await BrokenSnapshotTests.ReadDamagedAsync(body);
        Assert.True(failure is null || failure.Message.Length > 0);
    }

    [Property(MaxTest = 500)]
    public async Task ArbitraryTokens_Read_NeverFailOtherThanCleanly(int seed)
    {
        string[] tokens = ["[", "]", "{", "}", ",", ":", "\"id\"", "\"sensor\"", "\"timestamp\"", $"\"{Entries.Time}\"", "1", "null", "\"", "\\", "sensordatavalues", " "];
        var random = new Random(seed);
        var body = "[{" + string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => tokens[random.Next(tokens.Length)]));
        var (failure, seen) = await BrokenSnapshotTests.ReadDamagedAsync(Encoding.UTF8.GetBytes(body));
        Assert.True(failure is null || failure.Message.Length > 0);
        Snapshots.AssertConserved(seen);
    }

    [Property(MaxTest = 200)]
    public async Task DamagedFeed_Read_HasEveryGoodEntryBeforeTheDamage(int seed)
    {
        var random = new Random(seed);
        var entries = Enumerable.Range(1, 12).Select(n => Entries.Of(sensor: Entries.Sensor(n))).ToArray();
        var feed = Encoding.UTF8.GetBytes(Entries.Feed(entries));
        var damage = random.Next(1, feed.Length);
        random.NextBytes(feed.AsSpan(damage, Math.Min(random.Next(1, 20), feed.Length - damage)));

        var (_, seen) = await BrokenSnapshotTests.ReadDamagedAsync(feed);

        var end = 0;
        for (var n = 1; n <= entries.Length; n++)
        {
            end += entries[n - 1].Length + 1;
            if (end <= damage)
                Assert.Contains(seen.Readings, reading => reading.SensorId == n && reading.TimeMs == Entries.TimeMs);
        }
    }

    [Property(MaxTest = 200)]
    public async Task MixedFeed_Read_ConservesItsEntries(int seed)
    {
        var entries = MixedEntries.Of(new Random(seed));
        var snapshot = await Snapshots.ReadAsync(Entries.Feed(entries));

        Assert.Equal(entries.Count, snapshot.Entries);
        Snapshots.AssertConserved(snapshot);
    }

    [Property(MaxTest = 200)]
    public async Task Fault18_PermutedFeed_GivesTheSameReadings(int seed)
    {
        var random = new Random(seed);
        var entries = MixedEntries.Of(random);
        var inOrder = await Snapshots.ReadAsync(Entries.Feed(entries));

        var permuted = entries.ToArray();
        random.Shuffle(permuted);

        Assert.Equal(Snapshots.Describe(inOrder), Snapshots.Describe(await Snapshots.ReadAsync(Entries.Feed(permuted))));
    }

    [Property(MaxTest = 50)]
    public async Task Feed_InPiecesOfAnySize_GivesTheSameReadings(int seed)
    {
        var random = new Random(seed);
        var json = Encoding.UTF8.GetBytes(Entries.Feed(MixedEntries.Of(random)));
        var options = new SnapshotOptions { AveragingMinutes = 5, MaxEntryBytes = 1_024 };
        using var pieces = new PiecewiseStream(json, random);

        var inPieces = await SnapshotReader.ReadAsync(pieces, options);

        Assert.Equal(Snapshots.Describe(await Snapshots.ReadAsync(json)), Snapshots.Describe(inPieces));
    }

    [Fact]
    public async Task RealFeed_Shuffled_GivesTheSameReadings()
    {
        var json = Fixtures.Feed("data.json.v1.2017-01-16.json");
        using var dom = System.Text.Json.JsonDocument.Parse(json);
        var entries = dom.RootElement.EnumerateArray().Select(entry => entry.GetRawText()).ToArray();
        new Random(7).Shuffle(entries);

        var shuffled = await Snapshots.ReadAsync(Entries.Feed(entries));

        Assert.Equal(Snapshots.Describe(await Snapshots.ReadAsync(json)), Snapshots.Describe(shuffled));
    }

    /// <summary>A stream that gives one to seven bytes a read.</summary>
    private sealed class PiecewiseStream(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, random.Next(1, 8))], cancellationToken);
    }
}
