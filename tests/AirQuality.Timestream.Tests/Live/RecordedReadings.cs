using AirQuality.Core.Feed;
using AirQuality.Core.Records;
using AirQuality.Timestream.Reading;
using WrittenReading = AirQuality.Core.Readings.Reading;

namespace AirQuality.Timestream.Tests.Live;

/// <summary>
/// A table with two recorded snapshots: all sensors of five minutes in 2017, moved to six hours before the dust sensors of 2018-06-03. What
/// queries answer is compared with what was written.
/// </summary>
public sealed class RecordedReadings : IAsyncLifetime
{
    private LiveTable? _table;

    internal LiveTable Table => _table!;

    internal TableColumns Columns { get; private set; } = TableColumns.None;

    internal IReadOnlyList<WrittenReading> Written { get; private set; } = [];

    internal long NewestMs => Written.Max(reading => reading.TimeMs);

    internal long OldestMs => Written.Min(reading => reading.TimeMs);

    public async Task InitializeAsync()
    {
        var dust = await ReadAsync("data.dust.min.json.2018-06-03.part-a.json");
        var all = await ReadAsync("data.json.v1.2017-01-16.json");
        var shift = TimeSpan.FromMilliseconds(dust.NewestMs!.Value - all.NewestMs!.Value) - TimeSpan.FromHours(6);
        Written = [.. all.ShiftedBy(shift).Readings, .. dust.Readings];
        _table = await LiveTable.StartAsync(NewestMs + 60_000);
        await Table.WriteAsync(Written.Select(RecordBuilder.Build));
        Columns = await Table.ColumnsAsync();
    }

    public async Task DisposeAsync() => await Table.DisposeAsync();

    private static async Task<Snapshot> ReadAsync(string name)
    {
        await using var file = File.OpenRead(Fixtures.PathOf("feed", name));
        return await SnapshotReader.ReadAsync(file, new SnapshotOptions { AveragingMinutes = 5 });
    }
}

/// <summary>The tests that share it; none of them writes.</summary>
[CollectionDefinition(nameof(RecordedReadings))]
public sealed class SharedRecordedReadings : ICollectionFixture<RecordedReadings>;
