using AirQuality.Core.Archive;

namespace AirQuality.Jobs.Backfill;

/// <summary>What is to be done in a backfill: sensors with their files, and the books to keep.</summary>
internal sealed class BackfillWork(
    ArchiveListing listing, BackfillRequest request, IReadOnlyDictionary<long, KnownSensor> live, BackfillLedger ledger, BackfillTally tally)
{
    /// <summary>The sensors.</summary>
    public IEnumerable<(long SensorId, string SensorType)> Sensors => listing.Sensors.Keys;

    /// <summary>The books.</summary>
    public BackfillLedger Ledger => ledger;

    /// <summary>Plans a sensor's unit, unless the run ends early: then it is noted as left.</summary>
    /// <returns>What is to be done; null where there is nothing to do now.</returns>
    public async Task<BackfillUnit?> BeginAsync((long SensorId, string SensorType) sensor, CancellationToken cancellationToken)
    {
        var files = listing.Sensors[sensor];
        if (!tally.IsStopped && !cancellationToken.IsCancellationRequested)
            return await ledger.BeginAsync(sensor, files, request, live.GetValueOrDefault(sensor.SensorId));
        ledger.Leave(files, request);
        return null;
    }
}
