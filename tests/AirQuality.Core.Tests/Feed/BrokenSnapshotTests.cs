using System.IO.Compression;
using System.Text;
using AirQuality.Core.Feed;

namespace AirQuality.Core.Tests.Feed;

/// <summary>A snapshot that is no whole array of entries fails as a whole, and says what it is instead.</summary>
public sealed class BrokenSnapshotTests
{
    [Theory]
    [InlineData("", "empty", 0, "empty")]
    [InlineData("  \r\n\t ", "empty", 6, "empty")]
    [InlineData("<!DOCTYPE html><title>502</title>", "html", 0, "an HTML page, not JSON")]
    [InlineData("\n<html><body>Bad Gateway</body></html>", "html", 1, "an HTML page, not JSON")]
    [InlineData("<?xml version=\"1.0\"?><error/>", "not_json", 0, "<?xml")]
    [InlineData("{\"error\":\"overloaded\"}", "not_an_array", 0, "overloaded")]
    [InlineData("Service Unavailable", "not_json", 0, "Service Unavailable")]
    [InlineData("null", "not_json", 0, "null")]
    [InlineData("]", "not_json", 0, "]")]
    [InlineData("[", "truncated", 1, "byte 1")]
    [InlineData("[ ", "truncated", 2, "breaks off")]
    [InlineData("[{}", "truncated", 3, "after 1 entries")]
    [InlineData("[{},", "truncated", 4, "breaks off")]
    [InlineData("[{},]", "bad_json", 4, "an entry")]
    [InlineData("[,{}]", "bad_json", 1, "byte 1")]
    [InlineData("[{} {}]", "bad_json", 4, "a comma or the end of the array")]
    [InlineData("[{}}", "bad_json", 3, "a comma or the end of the array")]
    [InlineData("[{\"id\":}]", "bad_json", 6, "not valid JSON")]
    [InlineData("[{\"id\":NaN}]", "bad_json", 6, "not valid JSON")]
    [InlineData("[{'id':1}]", "bad_json", 2, "not valid JSON")]
    [InlineData("[/* a comment */]", "bad_json", 1, "not valid JSON")]
    [InlineData("[{\"id\":01}]", "bad_json", 6, "not valid JSON")]
    public async Task Body_NotAnArrayOfEntries_FailsWithReasonPlaceAndAdvice(string body, string reason, long offset, string says)
    {
        var failure = await Assert.ThrowsAsync<FeedFormatException>(() => Snapshots.ReadAsync(body));

        Assert.Equal(reason, failure.Reason);
        Assert.InRange(failure.Offset, offset, offset + 2);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.Contains("fetch the feed again", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_StillCompressed_IsNamed()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write("[]"u8);

        var failure = await Assert.ThrowsAsync<FeedFormatException>(() => Snapshots.ReadAsync(packed.ToArray()));

        Assert.Equal("compressed", failure.Reason);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData(" [ ] \n")]
    [InlineData("\uFEFF[]")]
    public async Task EmptyArray_IsASnapshotWithoutEntries(string body)
    {
        var snapshot = await Snapshots.ReadAsync(body);

        Assert.Equal(0, snapshot.Entries);
        Assert.Empty(snapshot.Readings);
        Assert.Null(snapshot.NewestMs);
        Assert.Equal(0, snapshot.TrailingBytes);
        Assert.Equal(Encoding.UTF8.GetByteCount(body), snapshot.Bytes);
    }

    [Theory]
    [InlineData("]\n", 0)]
    [InlineData("]]", 1)]
    [InlineData("] garbage [{\"id\":1}]\n", 17)]
    [InlineData("]\0\0", 2)]
    public async Task BytesBehindTheArray_AreCountedAndNotRead(string end, long trailing)
    {
        var snapshot = await Snapshots.ReadAsync("[" + Entries.Of() + end);

        Assert.Single(snapshot.Readings);
        Assert.Equal(trailing, snapshot.TrailingBytes);
    }

    [Fact]
    public async Task Fault9_SmallFeedCutAtEveryByte_FailsCleanlyAndHasSeenEveryWholeEntry()
    {
        var entries = Enumerable.Range(1, 3).Select(n => Entries.Of(sensor: Entries.Sensor(n), location: "null")).ToArray();
        var feed = Encoding.UTF8.GetBytes(Entries.Feed(entries));
        for (var cut = 0; cut < feed.Length; cut++)
        {
            var (failure, seen) = await ReadDamagedAsync(feed[..cut]);

            Assert.NotNull(failure);
            Assert.Equal(cut == 0 ? "empty" : "truncated", failure.Reason);
            Assert.Equal(cut, failure.Offset);
            var whole = Enumerable.Range(1, 3).Count(n => cut >= 1 + entries.Take(n).Sum(entry => entry.Length) + n - 1);
            Assert.Equal(whole, seen.Readings.Count);
        }

        Assert.Null((await ReadDamagedAsync(feed)).Failure);
    }

    [Fact]
    public async Task Cancellation_EndsTheReading()
    {
        using var stream = new MemoryStream("[]"u8.ToArray());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            SnapshotReader.ReadAsync(stream, Snapshots.Options, ct: new CancellationToken(canceled: true)));
    }

    /// <summary>Reads what may be damaged: the failure, if any, and what had been read until then.</summary>
    internal static async Task<(FeedFormatException? Failure, Snapshot Seen)> ReadDamagedAsync(byte[] json)
    {
        using var stream = new MemoryStream(json);
        using var buffer = new FeedBuffer(stream, Snapshots.Options.MaxEntryBytes);
        using var assembly = new SnapshotAssembly(Snapshots.Options.AveragingMinutes, null);
        var walk = new ArrayWalk(buffer, Snapshots.Options, assembly);
        FeedFormatException? failure = null;
        try
        {
            await walk.RunAsync(CancellationToken.None);
        }
        catch (FeedFormatException e)
        {
            failure = e;
        }

        return (failure, assembly.Complete(buffer.Offset, walk.TrailingBytes));
    }
}
