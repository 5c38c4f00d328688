using System.IO.Compression;
using System.Text;
using AirQuality.Core.Cycle;
using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace AirQuality.Jobs.Tests.Faults;

/// <summary>Fault tests 9, 10, 12, 13, 14 and the bad inputs that reach a cycle: what came is no feed, an empty one, or an unchanged one.</summary>
public sealed class FeedFaultTests : IDisposable
{
    private static readonly DateTimeOffset AfterMilan = new(2020, 4, 19, 15, 50, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", "feed_html", "HTML")]
    [InlineData("", "feed_empty", "empty")]
    [InlineData("{\"error\":\"too many requests\"}", "feed_not_an_array", "array")]
    [InlineData("[{\"id\":1", "feed_truncated", "")]
    [InlineData("nothing here", "feed_not_json", "")]
    public async Task Cycle_WhatCameIsNoFeed_ExitsWith4AndStoresNothing(string body, string code, string word)
    {
        await using var feed = await FeedStub.StartAsync(Encoding.UTF8.GetBytes(body), "text/html");

        var result = await CycleAsync(feed.Url.ToString());

        Assert.Equal((int)ExitCode.Upstream, result.ExitCode);
        Assert.Equal("failed", result.Report["state"]!.GetValue<string>());
        Assert.Equal(code, result.Report["error"]!["code"]!.GetValue<string>());
        Assert.Contains(word, result.Report["error"]!["message"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
        await AssertNothingWasKeptAsync();
    }

    [Theory]
    [InlineData("cut in the middle")]
    [InlineData("cut in the trailer")]
    [InlineData("wrong checksum")]
    [InlineData("wrong length")]
    public async Task Cycle_DamagedGzip_ExitsWith4AndStoresNothing(string damage)
    {
        var gzip = Gzip(await File.ReadAllBytesAsync(Fixtures.Milan2020));
        var body = damage switch
        {
            "cut in the middle" => gzip[..(gzip.Length / 2)],
            "cut in the trailer" => gzip[..^3],
            "wrong checksum" => Flip(gzip, gzip.Length - 8),
            _ => Flip(gzip, gzip.Length - 4),
        };
        await using var feed = await FeedStub.StartAsync(body);

        var result = await CycleAsync(feed.Url.ToString());

        Assert.Equal((int)ExitCode.Upstream, result.ExitCode);
        Assert.Equal("failed", result.Report["state"]!.GetValue<string>());
        await AssertNothingWasKeptAsync();
    }

    [Fact]
    public async Task Cycle_UnreachableFeed_ExitsWith4()
    {
        var result = await CycleAsync("http://127.0.0.1:9/data.json", (Name: "AIRQUALITY_Feed__Attempts", Value: "1"));

        Assert.Equal((int)ExitCode.Upstream, result.ExitCode);
        Assert.Equal("feed_unreachable", result.Report["error"]!["code"]!.GetValue<string>());
    }

    // Fault test 13: an empty feed is a state of its own, again and again, and the feed is taken up where it comes back.
    [Fact]
    public async Task Cycle_EmptyFeed_IsNeitherUnchangedNorAnError()
    {
        var body = "[]"u8.ToArray();
        await using var feed = await FeedStub.StartAsync(async context =>
        {
            context.Response.Headers.ETag = $"\"{body.Length}\"";
            if (context.Request.Headers.IfNoneMatch == context.Response.Headers.ETag)
                context.Response.StatusCode = StatusCodes.Status304NotModified;
            else
                await context.Response.Body.WriteAsync(body);
        });
        await using var machine = await Machine.StartAsync(AfterMilan);

        Assert.Equal(CycleState.Empty, (await machine.CycleAsync(feed.Url.ToString())).State);
        Assert.Equal(CycleState.Empty, (await machine.CycleAsync(feed.Url.ToString())).State);
        body = await File.ReadAllBytesAsync(Fixtures.Milan2020);
        Assert.Equal(CycleState.Stored, (await machine.CycleAsync(feed.Url.ToString())).State);
        Assert.Equal((int)ExitCode.Upstream, (await CycleAsync(_folder.Write("empty.json", "[]"))).ExitCode);
    }

    // Fault test 14.
    [Fact]
    public async Task Cycle_FeedNotModified_EndsAtOnceAndWritesNothing()
    {
        await using var feed = await FeedStub.StartAsync(async context =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            if (context.Request.Headers.IfNoneMatch == "\"v1\"")
                context.Response.StatusCode = StatusCodes.Status304NotModified;
            else
                await context.Response.SendFileAsync(Fixtures.Milan2020);
        });
        await using var machine = await Machine.StartAsync(AfterMilan);
        await machine.CycleAsync(feed.Url.ToString());
        await machine.RestartEngineAsync();

        var report = await machine.CycleAsync(feed.Url.ToString());

        Assert.Equal(CycleState.Unchanged, report.State);
        Assert.Equal(0, report.Requests);
        Assert.Equal(0, report.Entries);
        Assert.Equal(2, feed.Requests.Count);
    }

    [Fact]
    public async Task Cycle_SameContentAgain_FindsItUnchangedAndWritesNothing()
    {
        await using var machine = await Machine.StartAsync(AfterMilan);
        var first = await machine.CycleAsync(Fixtures.Milan2020);
        var resident = await machine.CycleAsync(Fixtures.Milan2020);
        await machine.RestartEngineAsync();
        var restarted = await machine.CycleAsync(Fixtures.Milan2020);

        Assert.Equal(77, first.Stored);
        foreach (var report in (CycleReport[])[resident, restarted])
        {
            Assert.Equal(CycleState.Unchanged, report.State);
            Assert.Equal(77, report.Unchanged);
            Assert.Equal(0, report.Requests);
        }
    }

    // Bad input: each of these costs itself alone.
    [Fact]
    public async Task Cycle_BadEntriesAndValues_AreCountedAndTheRestIsStored()
    {
        await using var machine = await Machine.StartAsync(AfterMilan);
        const string time = "2020-04-19 15:45:00";
        var deep = new string('[', 10_000) + new string(']', 10_000);

        var report = await machine.CycleOverAsync(FeedText.Feed(
            FeedText.Entry(1, time),
            """{"id":2,"timestamp":"2020-04-19 15:45:00","sensordatavalues":[{"value":"1","value_type":"P1"}]}""",
            FeedText.Entry(3, time).Replace("\"id\":3,\"pin\"", "\"id\":\"3\",\"pin\"", StringComparison.Ordinal),
            FeedText.Entry(4, time, p1: "unavailable"),
            FeedText.Entry(5, time, p1: ""),
            FeedText.Entry(6, time, p1: "nan"),
            FeedText.Entry(7, time, p1: "-1"),
            FeedText.Entry(8, time, p1: "1999.9"),
            FeedText.Entry(9, "2020-04-19 18:45:00"),
            FeedText.Entry(10, time).Replace("\"timestamp\":", "\"timestamp\":\"2020-04-19 15:44:00\",\"timestamp\":", StringComparison.Ordinal),
            FeedText.Entry(11, time).Replace("\"sampling_rate\":null", $"\"sampling_rate\":{deep}", StringComparison.Ordinal)));

        Assert.Equal(11, report.Entries);
        Assert.Equal(3, report.Malformed); // no sensor, duplicate key, too deep
        Assert.Equal(1, report.Rejected); // three hours ahead
        Assert.Equal(7, report.Stored);
        Assert.Equal(5, report.FilteredValues.Values.Sum());
        Assert.Equal(4, machine.DeadLetters.Count);
        Assert.DoesNotContain("aqi_pm10=10", string.Join('\n', await machine.ExportAsync()), StringComparison.Ordinal);
    }

    private Task<ProcessResult> CycleAsync(string feed, params (string Name, string Value)[] environment) =>
        AirQualityProcess.RunAsync(["cycle", "--json", "--feed", feed, "--data", _folder["data"]], environment);

    private async Task AssertNothingWasKeptAsync()
    {
        var state = await DataFolderState.ReadAsync(_folder["data"]);
        Assert.Empty(state.Rows);
        Assert.Empty(state.DeadLetters);
        Assert.Equal(0, state.SpoolFiles);
        Assert.Equal(0, DataFolderState.Files(Path.Combine(_folder["data"], "landing"), "*"));
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Flip(byte[] bytes, int position)
    {
        bytes[position] ^= 0xFF;
        return bytes;
    }
}
