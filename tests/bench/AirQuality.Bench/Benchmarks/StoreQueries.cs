using System.Diagnostics;
using System.Globalization;
using AirQuality.Bench.History;
using AirQuality.Bench.Results;

namespace AirQuality.Bench.Benchmarks;

/// <summary>
/// What the store's layout is for, on ten million rows: over HTTP through the Query and Write APIs, to the last page, against
/// <see cref="PlainHistory"/> doing the same work in process. Both answer the same before anything is timed, and both have their pages in memory.
/// </summary>
internal sealed class StoreQueries : IBenchmark
{
    private const double MostTimesPlain = 2;
    private const int Pairs = 20;
    private const int PairsOfShortWork = 200;
    private const string Table = """ "air_quality"."readings" """;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public IReadOnlyList<string> Names => ["query-newest-by-sensor-hour", "query-series-week", "query-newest-record", "store-write-100"];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(Dataset feed, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Repository.Artifacts, "bench", "history-run");
        var (serverFolder, plainFile) = await HistoryStores.CopyAsync(folder, cancellationToken);
        try
        {
            using var server = await LocalServer.StartAsync(serverFolder, cancellationToken);
            using var client = new ServerClient(server.Endpoint);
            using var plain = new PlainHistory(plainFile);
            return
            [
                await NewestBySensorAsync(client, plain, cancellationToken),
                await SeriesAsync(client, plain, cancellationToken),
                await NewestRecordAsync(client, plain, cancellationToken),
                await WriteAsync(client, plain, cancellationToken),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Task<BenchRow> NewestBySensorAsync(ServerClient client, PlainHistory plain, CancellationToken cancellationToken)
    {
        var (from, to) = (HistoryPlan.End.AddHours(-1), HistoryPlan.End);
        return CompareAsync(
            Names[0], Pairs,
            () => client.QueryAsync($"SELECT sensor_id, max(time) AS newest FROM {Table} WHERE {Within(from, to)} GROUP BY sensor_id", cancellationToken),
            () => plain.NewestBySensor(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()),
            row => [row.SensorId, Text(row.TimeMs)]);
    }

    private Task<BenchRow> SeriesAsync(ServerClient client, PlainHistory plain, CancellationToken cancellationToken)
    {
        var location = HistoryPlan.LocationId(HistoryPlan.AskedSensor);
        var (from, to) = (HistoryPlan.Start, HistoryPlan.End);
        return CompareAsync(
            Names[1], PairsOfShortWork,
            () => client.QueryAsync(
                $"SELECT time, P1, P2, aqi FROM {Table} WHERE location_id = '{location}' AND {Within(from, to)} ORDER BY time", cancellationToken),
            () => plain.Series(location, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()),
            row => [Text(row.TimeMs), Text(row.Pm10), Text(row.Pm25), Text(row.Aqi)]);
    }

    /// <summary>The newest record as users of Timestream ask for it: <c>max_by</c> of each measure, no bound of time.</summary>
    private Task<BenchRow> NewestRecordAsync(ServerClient client, PlainHistory plain, CancellationToken cancellationToken)
    {
        string[] measures = ["latitude", "longitude", "P1", "P2", "aqi"];
        var newest = string.Join(", ", measures.Select(measure => $"max_by({measure}, time) AS {measure}"));
        return CompareAsync(
            Names[2], Pairs,
            () => client.QueryAsync(
                $"SELECT sensor_id, max(time) AS time, {newest} FROM {Table} WHERE measure_name = 'air_quality' GROUP BY sensor_id", cancellationToken),
            plain.Newest,
            row => [row.SensorId, Text(row.TimeMs), Text(row.Latitude), Text(row.Longitude), Text(row.Pm10), Text(row.Pm25), Text(row.Aqi)]);
    }

    /// <summary>A hundred records of a cycle a request, after the history; the sensors go on from request to request.</summary>
    private async Task<BenchRow> WriteAsync(ServerClient client, PlainHistory plain, CancellationToken cancellationToken)
    {
        var next = Enumerable.Range(HistoryPlan.Steps, int.MaxValue - HistoryPlan.Steps).SelectMany(HistoryPlan.ReadingsOf).Chunk(HistoryRecords.AtOnce).GetEnumerator();
        HistoryReading[] readings = [];
        var times = await Measure.PairsAsync(
            () =>
            {
                var request = HistoryRecords.Request(NextOf());
                return Measure.TimeAsync(() => client.CallAsync("WriteRecords", request, cancellationToken));
            },
            () =>
            {
                NextOf();
                return Measure.TimeAsync(() => Task.Run(() => plain.Write(readings), cancellationToken));
            }, warmUps: 50, PairsOfShortWork);
        return Row(Names[3], times, PairsOfShortWork);

        HistoryReading[] NextOf()
        {
            next.MoveNext();
            return readings = next.Current;
        }
    }

    private static async Task<BenchRow> CompareAsync<T>(
        string name, int pairs, Func<Task<List<string?[]>>> query, Func<List<T>> plain, Func<T, string[]> text)
    {
        var ours = Sorted((await query()).Select(row => string.Join(',', row)));
        var theirs = Sorted(plain().Select(row => string.Join(',', text(row))));
        if (!ours.SequenceEqual(theirs))
            throw new BenchException($"{name}: the rows differ, {ours.Length} against {theirs.Length}: {ours.Except(theirs).FirstOrDefault()} is not in plain SQLite.");
        await Console.Error.WriteLineAsync($"{name}: {ours.Length} rows the same in both");


        // By time and not by number: the compiler makes code good in the background, after a while.
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < WarmUp; plain())
            await query();
        var times = await Measure.PairsAsync(() => Measure.TimeAsync(query), () => Measure.TimeAsync(() => Task.Run(plain)), warmUps: 1, pairs);
        return Row(name, times, pairs);

        static string[] Sorted(IEnumerable<string> rows) => [.. rows.Order(StringComparer.Ordinal)];
    }

    private static BenchRow Row(string name, PairedTimes times, int pairs)
    {
        var (low, high) = (times.Ratios[pairs / 10], times.Ratios[^(1 + (pairs / 10))]);
        Console.Error.WriteLine(FormattableString.Invariant($"{name}: {times.SubjectMs:0.00} ms, plain SQLite {times.PeerMs:0.00} ms, ratio {times.Ratio:0.00}"));
        return new(
            name, times.SubjectMs, "ms",
            FormattableString.Invariant($"plain SQLite {times.PeerMs:0.0} ms, {low:0.00} to {high:0.00} in 8 of 10 pairs of {pairs}"),
            times.Ratio, FormattableString.Invariant($"at most {MostTimesPlain} x plain SQLite"), times.Ratio <= MostTimesPlain);
    }

    private static string Within(DateTimeOffset from, DateTimeOffset to) =>
        FormattableString.Invariant($"measure_name = 'air_quality' AND time >= timestamp '{from:yyyy-MM-dd HH:mm:ss}' AND time < timestamp '{to:yyyy-MM-dd HH:mm:ss}'");

    private static string Text(long number) => number < 1_000_000_000_000
        ? number.ToString(CultureInfo.InvariantCulture)
        : DateTimeOffset.FromUnixTimeMilliseconds(number).ToString("yyyy-MM-dd HH:mm:ss.fff'000000'", CultureInfo.InvariantCulture);

    private static string Text(double number) =>
        number.ToString(number == Math.Floor(number) ? "0.0" : "R", CultureInfo.InvariantCulture);
}
