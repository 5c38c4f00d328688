using AirQuality.LoadTest.Commands;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Simulation;

/// <summary><c>loadtest/SIMULATION.md</c> shows what the program says: each command in it is run.</summary>
public sealed class SimulationDocumentTests
{
    private const string Prompt = "$ loadtest/simulate ";
    private static readonly string[] _document = File.ReadAllLines(Fixtures.File("loadtest", "SIMULATION.md"));

    public static TheoryData<string> Commands => [.. _document.Where(line => line.StartsWith(Prompt, StringComparison.Ordinal))];

    /// <summary>Whether the document's text has this, wherever its lines break.</summary>
    public static bool Says(string text) => string.Join(' ', _document).Contains(text, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_InTheDocument_SaysWhatStandsBelowIt(string command)
    {
        var shown = _document.SkipWhile(line => line != command).Skip(1).TakeWhile(line => line != "```" && !line.StartsWith("$ ", StringComparison.Ordinal)).ToList();
        var words = command[Prompt.Length..].Split(' ');
        var args = words[0] == "sweep" ? words : ["simulate", .. words];

        using var output = new StringWriter();
        var exit = await LoadTestCommand.RunAsync([.. args.Select(word => word.StartsWith("tests/", StringComparison.Ordinal) ? Fixtures.File(word) : word)], output, TextWriter.Null, TimeProvider.System);

        Assert.Equal(0, exit);
        Assert.Contains(shown, line => line != "…");
        var said = output.ToString().Split(Environment.NewLine);
        var next = 0;
        foreach (var (index, line) in shown.Index().Where(line => line.Item != "…"))
        {
            var found = Array.IndexOf(said, line, next);
            Assert.True(found >= 0, $"'{line}' is not in what '{command}' says, or not in that order.");
            Assert.True(found == next || shown.ElementAtOrDefault(index - 1) == "…", $"Between '{line}' and the line above it '{command}' says more.");
            next = found + 1;
        }
    }
}
