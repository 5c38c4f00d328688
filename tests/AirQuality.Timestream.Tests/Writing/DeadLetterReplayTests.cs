using AirQuality.Timestream.Tests.Scripted;
using AirQuality.Timestream.Writing;

namespace AirQuality.Timestream.Tests.Writing;

public sealed class DeadLetterReplayTests : IDisposable
{
    private static readonly DateTimeOffset _at = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();
    private readonly DeadLetters _letters;

    public DeadLetterReplayTests() => _letters = new DeadLetters(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_TableTakesThemNow_StoresTheRecordsAndKeepsTheEntries()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        await _letters.AddAsync("a", [Refused(1), Unreadable(), Refused(2)]);
        await _letters.AddAsync("b", [Refused(3)]);

        var result = await RunAsync(server);

        Assert.Equal((3L, 0L), (result.Stored, result.Rejected));
        Assert.Equal(3, server.Table.Rows.Count);
        Assert.Contains("no_sensor", Assert.Single(File.ReadAllLines(_letters.PathFor("a"))), StringComparison.Ordinal);
        Assert.False(File.Exists(_letters.PathFor("b")));
    }

    [Fact]
    public async Task Run_RefusedAgain_TheLettersStayAsTheyAre()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Reject(0);
        await _letters.AddAsync("a", [Refused(1), Refused(2)]);
        var lines = File.ReadAllLines(_letters.PathFor("a"));

        var first = await RunAsync(server);
        var second = await RunAsync(server);

        Assert.Equal((1L, 1L), (first.Stored, first.Rejected));
        Assert.Equal((0L, 1L), (second.Stored, second.Rejected));
        Assert.Equal([lines[0]], File.ReadAllLines(_letters.PathFor("a")));
    }

    [Fact]
    public async Task Run_TableIsAway_ChangesNoFileAndSaysWhy()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.ServerError;
        await _letters.AddAsync("a", [Refused(1)]);
        var before = File.ReadAllBytes(_letters.PathFor("a"));

        var result = await RunAsync(server);

        Assert.Equal(TimestreamErrorCode.ServerError, result.Failure!.Code);
        Assert.Equal(before, File.ReadAllBytes(_letters.PathFor("a")));
    }

    private static DeadLetter Refused(long sensor) => DeadLetter.ForRecord("a", new RejectedRecord(Samples.Record(sensor), "too old"), _at);

    private static DeadLetter Unreadable() => DeadLetter.ForEntry("a", 7, 3, "no_sensor", "The entry names no sensor.", "{}", _at);

    private async Task<ReplayResult> RunAsync(ScriptedTimestream server)
    {
        var options = server.Options with { RetryBudget = 1 };
        using var client = TimestreamClients.CreateWrite(options);
        return await new DeadLetterReplay(_folder.Path, new RecordWriter(client, options)).RunAsync();
    }
}
