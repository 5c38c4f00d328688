namespace AirQuality.Jobs.Backfill;

/// <summary>Does the units of a backfill: in this process, or spread over the workers of a cluster.</summary>
internal interface IBackfillRuntime : IDisposable
{
    /// <summary>Does what the work has, and keeps its books while it does.</summary>
    /// <param name="work">The sensors and the ledger.</param>
    /// <param name="cancellationToken">When cancelled, no unit is begun; those under way end early.</param>
    Task RunAsync(BackfillWork work, CancellationToken cancellationToken);
}
