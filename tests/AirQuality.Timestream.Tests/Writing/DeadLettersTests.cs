using System.Text.Json;
using AirQuality.Timestream.Writing;

namespace AirQuality.Timestream.Tests.Writing;

public sealed class DeadLettersTests : IDisposable
{
    private static readonly DateTimeOffset _at = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Add_RecordAndEntry_EachIsOneJsonLineWithReasonSourceAndTime()
    {
        var letters = new DeadLetters(_folder.Path);

        await letters.AddAsync("24h-1", [Refused(1), Unreadable(77)]);

        var lines = File.ReadAllLines(letters.PathFor("24h-1")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["record", "entry"], lines.Select(line => line.GetProperty("kind").GetString()!));
        Assert.All(lines, line => Assert.Equal("24h-1", line.GetProperty("source").GetString()));
        Assert.All(lines, line => Assert.Equal("2026-11-24T08:00:00+00:00", line.GetProperty("at").GetString()));
        Assert.Equal("too old", lines[0].GetProperty("reason").GetString());
        Assert.Equal(1, lines[0].GetProperty("record").GetProperty("sensorId").GetInt64());
        Assert.Equal("35.5", lines[0].GetProperty("record").GetProperty("measures")[0].GetProperty("value").GetString());
        Assert.Equal("no_sensor", lines[1].GetProperty("reason").GetString());
        Assert.Equal(77, lines[1].GetProperty("offset").GetInt64());
        Assert.Equal("{}", lines[1].GetProperty("raw").GetString());
    }

    [Fact]
    public async Task Add_TheSameAgain_ChangesNothing()
    {
        var letters = new DeadLetters(_folder.Path);
        await letters.AddAsync("s", [Refused(1), Unreadable(5)]);
        var before = File.ReadAllBytes(letters.PathFor("s"));

        var refusedLater = Refused(1) with { At = _at.AddDays(1), Reason = "outside the time range [2026-11-24 …)" };
        var added = await letters.AddAsync("s", [Unreadable(5), Refused(1), refusedLater]);

        Assert.Equal(0, added);
        Assert.Equal(before, File.ReadAllBytes(letters.PathFor("s")));
    }

    [Fact]
    public async Task Add_OverlappingSets_KeepsTheUnionInOrderOfArrival()
    {
        var letters = new DeadLetters(_folder.Path);

        Assert.Equal(2, await letters.AddAsync("s", [Refused(1), Refused(2)]));
        Assert.Equal(1, await letters.AddAsync("s", [Refused(2), Refused(3)]));

        Assert.Equal(
            [1L, 2L, 3L],
            File.ReadAllLines(letters.PathFor("s"))
                .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("record").GetProperty("sensorId").GetInt64()));
    }

    [Fact]
    public async Task Add_AfterACrashInMidWrite_OverwritesWhatWasLeft()
    {
        var letters = new DeadLetters(_folder.Path);
        await letters.AddAsync("s", [Refused(1)]);
        await File.WriteAllTextAsync(letters.PathFor("s") + ".tmp", "{\"kind\":\"rec");

        await letters.AddAsync("s", [Refused(2)]);

        Assert.Equal(2, File.ReadAllLines(letters.PathFor("s")).Length);
        Assert.Equal([letters.PathFor("s")], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Add_SomebodyEditedTheFile_TheirLinesStay()
    {
        var letters = new DeadLetters(_folder.Path);
        await File.WriteAllTextAsync(letters.PathFor("s"), "seen by Ada\n{}\n");

        await letters.AddAsync("s", [Refused(1)]);

        Assert.Equal(["seen by Ada", "{}"], File.ReadAllLines(letters.PathFor("s"))[..2]);
    }

    [Fact]
    public async Task Add_NothingNew_MakesNoFile()
    {
        var letters = new DeadLetters(_folder.File("not-yet"));

        Assert.Equal(0, await letters.AddAsync("s", []));
        Assert.False(Directory.Exists(_folder.File("not-yet")));
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("")]
    [InlineData("a\n")]
    public void PathFor_IdThatLeavesTheFolder_IsRefused(string id) =>
        Assert.Throws<ArgumentException>(() => new DeadLetters(_folder.Path).PathFor(id));

    private static DeadLetter Refused(long sensor) =>
        DeadLetter.ForRecord("24h-1", new RejectedRecord(Samples.Record(sensor), "too old"), _at);

    private static DeadLetter Unreadable(long offset) =>
        DeadLetter.ForEntry("24h-1", offset, 3, "no_sensor", "The entry names no sensor.", "{}", _at);
}
