using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Jobs.Settings;

namespace AirQuality.Jobs.Engine.InProcess;

/// <summary>Does units in this process, several at once.</summary>
internal sealed class InProcessBackfill(TableConnection table, IArchiveSource source, AirQualitySettings settings, TimeProvider time) : IBackfillRuntime
{
    /// <inheritdoc />
    public async Task RunAsync(BackfillWork work, CancellationToken cancellationToken)
    {
        var pacer = new WritePacer(settings.Backfill.RateTo(table.Options), time);
        var backfill = new SensorBackfill(table.Writer, pacer, time);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = settings.Backfill.Concurrency, CancellationToken = CancellationToken.None };
        await Parallel.ForEachAsync(work.Sensors, parallel, async (sensor, _) =>
        {
            if (await work.BeginAsync(sensor, cancellationToken) is { } unit)
                work.Ledger.End(await backfill.RunAsync(unit, source, batch => work.Ledger.KeepAsync(unit.Id, batch), cancellationToken));
        });
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
