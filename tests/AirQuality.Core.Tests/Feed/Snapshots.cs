using System.Globalization;
using System.Text;
using AirQuality.Core.Feed;
using AirQuality.Core.Readings;
using AirQuality.Core.Records;

namespace AirQuality.Core.Tests.Feed;

/// <summary>Reads feeds for tests, and writes what came of them as text that can be compared.</summary>
internal static class Snapshots
{
    public static readonly SnapshotOptions Options = new() { AveragingMinutes = 5 };

    public static Task<Snapshot> ReadAsync(string json, Action<MalformedEntry>? onMalformed = null, SnapshotOptions? options = null) =>
        ReadAsync(Encoding.UTF8.GetBytes(json), onMalformed, options);

    public static async Task<Snapshot> ReadAsync(byte[] json, Action<MalformedEntry>? onMalformed = null, SnapshotOptions? options = null)
    {
        using var stream = new MemoryStream(json);
        return await SnapshotReader.ReadAsync(stream, options ?? Options, onMalformed);
    }

    /// <summary>The one reading of a feed that holds one entry.</summary>
    public static async Task<Reading> ReadOneAsync(string entry) => Assert.Single((await ReadAsync(Entries.Feed(entry))).Readings);

    /// <summary>The one malformed entry of a feed in which it stands between two good ones, which must both survive it.</summary>
    public static async Task<MalformedEntry> ReadMalformedAsync(string entry, SnapshotOptions? options = null)
    {
        var malformed = new List<MalformedEntry>();
        var before = Entries.Of(sensor: Entries.Sensor(1));
        var after = Entries.Of(sensor: Entries.Sensor(2));
        var snapshot = await ReadAsync(Entries.Feed(before, entry, after), malformed.Add, options);

        Assert.Equal([1L, 2L], snapshot.Readings.Select(reading => reading.SensorId));
        AssertConserved(snapshot);
        var found = Assert.Single(malformed);
        Assert.Equal(before.Length + 2, found.Offset);
        Assert.Equal(1, found.Index);
        Assert.Equal(1, snapshot.Malformed[found.Reason]);
        Assert.NotEmpty(found.Detail);
        return found;
    }

    public static void AssertConserved(Snapshot snapshot) =>
        Assert.Equal(snapshot.Entries, snapshot.Malformed.Total + snapshot.Merged + snapshot.Readings.Count + snapshot.Filtered.Total);

    /// <summary>What one reads out of a snapshot, whatever the order of its readings.</summary>
    public static string Describe(Snapshot snapshot)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{snapshot.Entries} entries, {snapshot.Merged} merged");
        foreach (var counts in new[] { snapshot.Malformed, snapshot.Filtered, snapshot.FilteredValues, snapshot.UnknownSensorTypes, snapshot.NoIndex })
            text.AppendLine(string.Join(' ', counts));
        foreach (var line in snapshot.Readings.Select(Describe).Order(StringComparer.Ordinal))
            text.AppendLine(line);
        return text.ToString();
    }

    public static string Describe(Reading reading)
    {
        var record = RecordBuilder.Build(reading);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{record.SensorId} {record.TimeMs} {record.Version} {string.Join(' ', record.Dimensions)} {string.Join(' ', record.Measures)}");
    }
}
