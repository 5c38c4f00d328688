using System.Globalization;

namespace AirQuality.TimestreamLocal.Tests.Protocol.Load;

/// <summary>Readers that take their results page by page while writers go on: each result is of one moment.</summary>
public sealed class SnapshotTests
{
    private const int Writers = 3;
    private const int Sensors = 100;
    private const int ReadsPerReader = 6;

    /// <summary>The last round of each writer that the server acknowledged.</summary>
    private readonly int[] _acknowledged = new int[Writers];

    [Fact]
    public async Task PagedReaders_WhileWritersReplaceEveryRow_SeeOneRoundOfEachWriter()
    {
        await using var server = await TestServer.StartWithTableAsync();
        for (int writer = 0; writer < Writers; writer++)
            await WriteRoundAsync(server, writer, 1);

        using var stop = new CancellationTokenSource();
        Task[] writers = [.. Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteUntilAsync(server, writer, stop.Token)))];
        await Task.WhenAll(Enumerable.Range(0, 3).Select(reader => Task.Run(() => ReadAsync(server, pageRows: 20 + (reader * 37)))));
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        Assert.All(_acknowledged, rounds => Assert.InRange(rounds, 2, int.MaxValue));
    }

    private async Task WriteUntilAsync(TestServer server, int writer, CancellationToken stop)
    {
        for (int round = 2; !stop.IsCancellationRequested; round++)
            await WriteRoundAsync(server, writer, round);
    }

    // A round replaces each of the writer's rows: same dimensions, same time, next version.
    private async Task WriteRoundAsync(TestServer server, int writer, int round)
    {
        var answer = await server.WriteAsync(
            string.Join(',', Enumerable.Range(0, Sensors).Select(sensor => server.Record(Text(round), extra: $",\"Version\":{Text(round)}", sensor: $"{Text(writer)}-{Text(sensor)}"))));
        Assert.True(answer.Error is null, answer.Json.ToString());
        Volatile.Write(ref _acknowledged[writer], round);
    }

    private async Task ReadAsync(TestServer server, int pageRows)
    {
        for (int read = 0; read < ReadsPerReader; read++)
        {
            int[] before = [.. Enumerable.Range(0, Writers).Select(writer => Volatile.Read(ref _acknowledged[writer]))];

            var rows = await QueryCalls.RowsAsync(server, "SELECT sensor, measure_value::double FROM d.t", pageRows);

            Assert.Equal(Writers * Sensors, rows.Select(row => row[0]).Distinct().Count());
            Assert.Equal(Writers * Sensors, rows.Count);
            foreach (var writer in rows.GroupBy(row => row[0]!.Split('-')[0]))
            {
                double round = double.Parse(Assert.Single(writer.Select(row => row[1]!).Distinct()), CultureInfo.InvariantCulture);
                Assert.True(round >= before[int.Parse(writer.Key, CultureInfo.InvariantCulture)], "A write that was acknowledged before the query began is missing.");
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
