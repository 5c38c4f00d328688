using AirQuality.Core.Archive;
using AirQuality.Jobs.Backfill.Sources;

namespace AirQuality.Jobs.Backfill;

/// <summary>The files of a range by sensor, and those that are of no use.</summary>
internal sealed class ArchiveListing
{
    private readonly Dictionary<(long SensorId, string SensorType), Dictionary<DateOnly, ArchiveFile>> _sensors = [];

    /// <summary>Files in the range; the day before it is not counted.</summary>
    public long Files { get; private set; }

    /// <summary>CSV files whose names are none of the archive's.</summary>
    public long BadNames { get; private set; }

    /// <summary>Files of a sensor and day that has another one: packed and plain, or in two folders.</summary>
    public long SecondCopies { get; private set; }

    /// <summary>The sensors with their files by day.</summary>
    public IReadOnlyDictionary<(long SensorId, string SensorType), Dictionary<DateOnly, ArchiveFile>> Sensors => _sensors;

    /// <summary>Lists what is asked for, and the day before it, whose hours reach into the first day.</summary>
    public static async Task<ArchiveListing> ReadAsync(IArchiveSource source, BackfillRequest request, CancellationToken cancellationToken)
    {
        var listing = new ArchiveListing();
        await foreach (var file in source.ListAsync(request.From.AddDays(-1), request.To, cancellationToken))
            listing.Add(file, request);
        return listing;
    }

    private void Add(ListedFile listed, BackfillRequest request)
    {
        if (!ArchiveFileName.TryParse(listed.FileName, out var name))
        {
            Files++;
            BadNames++;
            return;
        }

        if (name.Day < request.From.AddDays(-1) || name.Day > request.To || !request.Wants(name))
            return;
        var isInRange = name.Day >= request.From;
        Files += isInRange ? 1 : 0;
        if (!_sensors.TryGetValue((name.SensorId, name.SensorType), out var files))
            _sensors[(name.SensorId, name.SensorType)] = files = [];
        var file = new ArchiveFile(name, listed.Location, listed.Tag);
        if (files.TryAdd(name.Day, file))
            return;

        // Of two copies the same one in every run, whatever order the source lists them in.
        SecondCopies += isInRange ? 1 : 0;
        if (string.CompareOrdinal(file.Location, files[name.Day].Location) < 0)
            files[name.Day] = file;
    }
}
