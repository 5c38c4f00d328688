using AirQuality.TimestreamLocal.Protocol;
using AirQuality.TimestreamLocal.Storage;

namespace AirQuality.TimestreamLocal.Writes;

/// <summary>A WriteRecords request on its way into the store.</summary>
internal sealed class WriteRecordsWork(PreparedWrite write) : StoreWork
{
    /// <summary>The records that were refused, in order.</summary>
    public List<RejectedRecord> Rejected { get; } = [];

    /// <summary>How many records went into the memory store.</summary>
    public int MemoryStore { get; private set; }

    /// <summary>How many records went into the magnetic store.</summary>
    public int MagneticStore { get; private set; }

    /// <inheritdoc />
    public override void Apply(StoreSession session)
    {
        (MemoryStore, MagneticStore) = (0, 0);
        Rejected.Clear();
        Rejected.AddRange(write.Rejected);
        var table = session.State.FindTable(write.Request.Database!, write.Request.Table!)
            ?? throw ServiceException.NoTable(write.Request.Table!);
        var storer = new RecordStorer(session, table, write);
        foreach (var record in write.Records)
        {
            if (storer.Store(record) is { } rejection)
                Rejected.Add(rejection);
            else if (record.Magnetic)
                MagneticStore++;
            else
                MemoryStore++;
        }

        Rejected.Sort((a, b) => a.Index.CompareTo(b.Index));
    }

    /// <inheritdoc />
    public override bool IsRefusal(Exception exception) => exception is ServiceException;
}
