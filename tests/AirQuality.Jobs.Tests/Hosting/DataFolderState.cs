using System.Text.Json.Nodes;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Settings;

namespace AirQuality.Jobs.Tests.Hosting;

/// <summary>What a data folder holds after a run, for comparing runs with each other.</summary>
/// <param name="Rows">Every row of the table, in order.</param>
/// <param name="DeadLetters">Every dead letter without the clock, in order.</param>
/// <param name="SpoolFiles">Files that wait.</param>
/// <param name="HalfReceived">Files left behind by a cut-short download.</param>
internal sealed record DataFolderState(IReadOnlyList<string> Rows, IReadOnlyList<string> DeadLetters, int SpoolFiles, int HalfReceived)
{
    public static async Task<DataFolderState> ReadAsync(string data)
    {
        await using var table = await TableConnection.OpenAsync(new AirQualitySettings { Data = data }, local: true, TimeProvider.System, CancellationToken.None);
        await table.EnsureTableAsync(CancellationToken.None);
        var folder = new DataFolder(data);
        return new DataFolderState(
            await TableExport.RowsAsync(table),
            [.. Lines(folder.DeadLetter).Select(WithoutClock).Order(StringComparer.Ordinal)],
            Files(folder.Spool, "*.gz"),
            Files(folder.Landing, ".incoming-*"));
    }

    public static IEnumerable<string> Lines(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*.jsonl").SelectMany(File.ReadAllLines) : [];

    public static int Files(string folder, string pattern) => Directory.Exists(folder) ? Directory.GetFiles(folder, pattern, SearchOption.AllDirectories).Length : 0;

    private static string WithoutClock(string line)
    {
        var letter = JsonNode.Parse(line)!.AsObject();
        letter.Remove("at");
        letter.Remove("source");
        if (letter.ContainsKey("record"))
            letter.Remove("reason"); // names the table's window, which moves
        return letter.ToJsonString();
    }
}
