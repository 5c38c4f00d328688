using AirQuality.Core.Archive;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Backfill;

/// <summary>
/// The books of a backfill, wherever its units are done: what is to be done of each sensor, and what was. One process keeps them. Safe
/// for concurrent use by different units.
/// </summary>
/// <param name="manifests">The manifest.</param>
/// <param name="deadLetters">The dead letters.</param>
/// <param name="tally">Adds up.</param>
internal sealed class BackfillLedger(Manifests manifests, DeadLetters deadLetters, BackfillTally tally)
{
    /// <summary>Plans a sensor, and notes in the manifest what is begun.</summary>
    /// <returns>What is to be done; null where everything is finished.</returns>
    public async Task<BackfillUnit?> BeginAsync(
        (long SensorId, string SensorType) sensor, IReadOnlyDictionary<DateOnly, ArchiveFile> files, BackfillRequest request, KnownSensor? known)
    {
        var id = BackfillUnit.IdOf(sensor.SensorId, sensor.SensorType);
        var plan = SensorPlan.Of(sensor.SensorId, sensor.SensorType, files, request, await manifests.ReadAsync(id), known);
        tally.CountFinishedBefore(plan.FilesFinished);
        if (plan.Unit.Days.Count == 0)
        {
            tally.Count(new UnitOutcome(FilesLeft: 0));
            return null;
        }

        await manifests.WriteAsync(id, plan.Begun);
        return plan.Unit;
    }

    /// <summary>Keeps a batch. In this order: a day is finished once nothing of it can be lost.</summary>
    public async Task KeepAsync(string unitId, SettledBatch batch)
    {
        await deadLetters.AddAsync($"backfill-{unitId}", batch.DeadLetters, CancellationToken.None);
        if (batch.Finished.Count > 0 && await manifests.ReadAsync(unitId) is { } manifest)
        {
            var finished = batch.Finished.ToHashSet();
            await manifests.WriteAsync(unitId, manifest with
            {
                Days = [.. manifest.Days.Select(day => finished.Contains(day.Day) ? day with { Finished = true } : day)],
            });
        }

        tally.Count(batch.Counts);
    }

    /// <summary>A unit ended; its batches are kept.</summary>
    public void End(UnitOutcome outcome) => tally.Count(outcome);

    /// <summary>A unit is not begun, because the run ends early.</summary>
    public void Leave(IReadOnlyDictionary<DateOnly, ArchiveFile> files, BackfillRequest request) =>
        tally.CountLeft(files.Keys.Count(day => day >= request.From));
}
