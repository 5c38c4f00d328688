using AirQuality.Core.Feed;

namespace AirQuality.Jobs.Engine;

/// <summary>
/// Where the work of a cycle runs: in this process, or spread over the workers of a Spark cluster. What is fetched, landed, dead-lettered,
/// spooled and reported is the same in both, and so are the rules, which are Core's.
/// </summary>
internal interface ICycleRuntime : IDisposable
{
    /// <summary>Reads a snapshot to its end, and so finds out whether it is whole.</summary>
    /// <param name="json">The snapshot, decompressed.</param>
    /// <param name="averagingMinutes">Over how many minutes its values are means.</param>
    /// <param name="malformed">Takes its malformed entries.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FeedFormatException">It is no feed, or it breaks off: nothing of it may be used.</exception>
    Task<IReadSnapshot> ReadAsync(Stream json, int averagingMinutes, List<MalformedEntry> malformed, CancellationToken cancellationToken);

    /// <summary>Forgets what the table is known to hold: something else wrote to it.</summary>
    void Forget();
}

/// <summary>A snapshot whose readings are known and wait to be delivered, wherever they are kept.</summary>
internal interface IReadSnapshot : IDisposable
{
    /// <summary>How many elements its array has; known once it was read.</summary>
    long Entries { get; }

    /// <summary>What it held, its times as the feed has them. On a cluster this is where the work is done, when it is first asked for: by
    /// then the snapshot has landed, and a job that fails can be repeated.</summary>
    SnapshotCounts Counts { get; }

    /// <summary>Writes the readings that the table does not hold.</summary>
    /// <param name="order">What is to be known for that.</param>
    /// <param name="cancellationToken">When cancelled, batches in flight are finished and the rest is given back as undelivered.</param>
    Task<Delivery> DeliverAsync(DeliveryOrder order, CancellationToken cancellationToken);

    /// <summary>Notes that what the table refused lies in the dead letters, so that nothing more is to be done for it.</summary>
    void MarkKept(Delivery delivery);
}
