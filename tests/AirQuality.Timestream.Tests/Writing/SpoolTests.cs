using System.IO.Compression;
using System.Net;
using System.Text;
using AirQuality.Core.Records;
using AirQuality.Timestream.Tests.Scripted;
using AirQuality.Timestream.Writing;

namespace AirQuality.Timestream.Tests.Writing;

public sealed class SpoolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Spool _spool;
    private readonly DeadLetters _deadLetters;

    public SpoolTests()
    {
        _spool = new Spool(_folder.File("spool"));
        _deadLetters = new DeadLetters(_folder.File("dead-letter"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Replay_TableIsBack_DeliversTheRecordsAsTheyWereAndEmptiesTheFolder()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        await server.WriteAsync(Samples.Records(1_200));
        var expected = server.Table.Rows.ToDictionary();
        await using var second = await ScriptedTimestream.StartAsync();
        await _spool.AddAsync("snapshot-1", Samples.Records(700));
        await _spool.AddAsync("snapshot-2", Samples.Records(500, 701));

        var result = await ReplayAsync(second);

        Assert.Equal((2, 1_200L, 0L, 0), (result.Files, result.Stored, result.Rejected, result.Waiting));
        Assert.Equal(expected, second.Table.Rows);
        Assert.Empty(_spool.Pending());
    }

    [Fact]
    public async Task Add_TheSameRecordsTwice_KeepsOneFile()
    {
        var first = await _spool.AddAsync("s", Samples.Records(10));
        var second = await _spool.AddAsync("s", Samples.Records(10));
        var other = await _spool.AddAsync("s", Samples.Records(11));

        Assert.Equal(first, second);
        Assert.Equal([first, other], _spool.Pending().Select(file => file.Path).OrderBy(path => path != first));
    }

    [Fact]
    public async Task Add_NoRecords_MakesNoFile()
    {
        Assert.Null(await _spool.AddAsync("s", []));
        Assert.Empty(_spool.Pending());
    }

    [Fact]
    public async Task Keys_SeveralFilesOneOfThemDamaged_AreThoseOfEveryReadableRecord()
    {
        await _spool.AddAsync("a", Samples.Records(20));
        await _spool.AddAsync("b", Samples.Records(15, 11));
        Pack("c.jsonl.gz", "not a spool\n");

        var keys = await _spool.KeysAsync();

        Assert.True(keys.SetEquals(Samples.Records(25).Select(RecordKey.Of)));
        Assert.Equal(3, _spool.Pending().Count);
    }

    [Fact]
    public async Task Replay_TableStillAway_KeepsEveryFile()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.ServerError;
        await _spool.AddAsync("a", Samples.Records(10));
        await _spool.AddAsync("b", Samples.Records(10, 11));

        var result = await ReplayAsync(server);

        Assert.Equal((0, 0L, 2), (result.Files, result.Stored, result.Waiting));
        Assert.Equal(TimestreamErrorCode.ServerError, result.Failure!.Code);
        Assert.Equal(2, _spool.Pending().Count);
    }

    [Fact]
    public async Task Replay_TableFailsHalfway_TheNextOneFinishesWithNoRecordTwice()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        await _spool.AddAsync("a", Samples.Records(450));
        await _spool.AddAsync("b", Samples.Records(50, 451));
        var refusal = Reaction.Fail(HttpStatusCode.Forbidden, "AccessDeniedException", "no");
        server.Script = call => call.Number == 3 ? refusal : Reaction.Serve;
        var first = await ReplayAsync(server);
        server.Script = _ => Reaction.Serve;

        var second = await ReplayAsync(server);

        Assert.Equal(2, first.Waiting);
        Assert.Equal((2, 500L), (second.Files, second.Stored));
        Assert.Equal(500, server.Table.Rows.Count);
        Assert.False(Directory.Exists(_folder.File("dead-letter")));
    }

    [Fact]
    public async Task Replay_RecordsAreRefused_TheyAreDeadLettersBeforeTheFileGoes()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Reject(4, 8);
        await _spool.AddAsync("s", Samples.Records(10));
        var told = new List<(string Snapshot, bool LettersThere, int Rejected)>();

        using var client = TimestreamClients.CreateWrite(server.Options);
        var result = await _spool.ReplayAsync(new RecordWriter(client, server.Options), _deadLetters,
            (snapshot, written) => told.Add((snapshot, File.Exists(_deadLetters.PathFor(snapshot)), written.Rejected.Count)));

        Assert.Equal((8L, 2L), (result.Stored, result.Rejected));
        Assert.Equal([("s", true, 2)], told);
        Assert.Equal(2, File.ReadAllLines(_deadLetters.PathFor("s")).Length);
        Assert.Empty(_spool.Pending());
    }

    [Fact]
    public async Task Replay_AfterAKillBetweenDeliveryAndDelete_ChangesNothing()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Reject(0);
        var path = (await _spool.AddAsync("s", Samples.Records(10)))!;
        var content = await File.ReadAllBytesAsync(path);
        await ReplayAsync(server);
        var rows = server.Table.Rows.ToDictionary();
        var letters = await File.ReadAllBytesAsync(_deadLetters.PathFor("s"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, content);

        await ReplayAsync(server);

        Assert.Equal(rows, server.Table.Rows);
        Assert.Equal(letters, await File.ReadAllBytesAsync(_deadLetters.PathFor("s")));
        Assert.Empty(_spool.Pending());
    }

    [Fact]
    public async Task Pending_HalfWrittenFileOfAKilledProcess_IsNotAmongThem()
    {
        Directory.CreateDirectory(_folder.File("spool"));
        await File.WriteAllBytesAsync(Path.Combine(_folder.File("spool"), "s.tmp"), [0x1f, 0x8b]);

        Assert.Empty(_spool.Pending());
        var path = await _spool.AddAsync("s", Samples.Records(1));
        Assert.Equal([path!], Directory.GetFiles(_folder.File("spool")));
    }

    [Fact]
    public async Task Replay_FileCutAtAnyByte_IsDeliveredWholeOrSetAside()
    {
        var path = (await _spool.AddAsync("s", Samples.Records(3)))!;
        var content = await File.ReadAllBytesAsync(path);
        for (var length = 0; length < content.Length; length++)
            await AssertDeliveredOrSetAsideAsync(path, content[..length]);
    }

    [Fact]
    public async Task Replay_AnyByteFlipped_IsDeliveredUnchangedOrSetAside()
    {
        var path = (await _spool.AddAsync("s", Samples.Records(3)))!;
        var content = await File.ReadAllBytesAsync(path);
        for (var place = 0; place < content.Length; place++)
        {
            var flipped = content.ToArray();
            flipped[place] ^= 0x10;
            await AssertDeliveredOrSetAsideAsync(path, flipped);
        }
    }

    [Theory]
    [InlineData("{\"snapshot\":\"s\",\"records\":2}\n{\"sensorId\":1}\n", 0)]
    [InlineData("not json\n", 0)]
    [InlineData("{\"snapshot\":\"../../etc\",\"records\":0}\n", 0)]
    [InlineData("{\"snapshot\":\"s\",\"records\":2}\nRECORD\n", 1)]
    [InlineData("{\"snapshot\":\"s\",\"records\":2}\nRECORD\nnull\n", 1)]
    public async Task Replay_ContentIsNoSpool_WhatCanBeReadIsDeliveredAndTheFileSetAside(string text, int readable)
    {
        await using var server = await ScriptedTimestream.StartAsync();
        var record = """{"sensorId":9,"timeMs":5,"version":1,"dimensions":[{"name":"sensor_id","value":"9"}],"measures":"""
            + """[{"name":"P1","type":"Double","value":"1"}]}""";
        Pack("odd.jsonl.gz", text.Replace("RECORD", record, StringComparison.Ordinal));
        await _spool.AddAsync("sound", Samples.Records(5));

        var result = await ReplayAsync(server);

        Assert.Single(result.Damaged);
        Assert.Equal(readable + 5, result.Stored);
        Assert.Equal(1, result.Files);
    }

    [Fact]
    public async Task Replay_Cancelled_KeepsTheFilesAndSaysSo()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        await _spool.AddAsync("s", Samples.Records(10));

        var result = await ReplayAsync(server, cancellation.Token);

        Assert.Equal((TimestreamErrorCode.Cancelled, 1), (result.Failure!.Code, result.Waiting));
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task AddAndReplay_OddTexts_ComeBackUnchanged()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        AirRecord[] records = [Samples.Record(1, country: "<&\"'\\ü😀\u2028"), Samples.Record(2, p1: "1E-7")];
        var seen = new List<AirRecord>();
        await _spool.AddAsync("s", records);

        using var client = TimestreamClients.CreateWrite(server.Options);
        await _spool.ReplayAsync(new RecordWriter(client, server.Options), _deadLetters, (_, written) => seen.AddRange(written.Stored));

        Assert.Equal(records.Select(Describe), seen.Select(Describe));
    }

    private async Task AssertDeliveredOrSetAsideAsync(string path, byte[] content)
    {
        await using var server = await ScriptedTimestream.StartAsync();
        await File.WriteAllBytesAsync(path, content);

        var result = await ReplayAsync(server);

        Assert.Empty(_spool.Pending());
        if (result.Damaged is [var message])
        {
            Assert.Contains(Path.GetFileName(path), message, StringComparison.Ordinal);
            Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(_folder.File("spool"), "damaged", Path.GetFileName(path))));
        }
        else
        {
            Assert.Equal((1, 3L), (result.Files, result.Stored));
            Assert.All(server.Table.Rows.Values, row => Assert.Equal((1440L, "P1:DOUBLE=35.5,aqi:BIGINT=4,indoor:BOOLEAN=false"), row));
        }
    }

    private async Task<ReplayResult> ReplayAsync(ScriptedTimestream server, CancellationToken cancellationToken = default)
    {
        var options = server.Options with { MaxRequestsInFlight = 1, RetryBudget = 1 };
        using var client = TimestreamClients.CreateWrite(options);
        return await _spool.ReplayAsync(new RecordWriter(client, options), _deadLetters, cancellationToken: cancellationToken);
    }

    private void Pack(string name, string text)
    {
        var folder = Directory.CreateDirectory(_folder.File("spool")).FullName;
        using var file = new GZipStream(File.Create(Path.Combine(folder, name)), CompressionMode.Compress);
        file.Write(Encoding.UTF8.GetBytes(text));
    }

    private static string Describe(AirRecord record) =>
        $"{record.SensorId} {record.TimeMs} {record.Version} {string.Join(',', record.Dimensions)} {string.Join(',', record.Measures)}";
}
