using AirQuality.Core.Archive;

namespace AirQuality.Jobs.Backfill;

/// <summary>What is to be done of a sensor, and the manifest that says so.</summary>
/// <param name="Unit">The work; without days where everything is finished.</param>
/// <param name="Begun">The manifest to keep before the first record is written.</param>
/// <param name="FilesFinished">Files in the range whose days are finished.</param>
internal sealed record SensorPlan(BackfillUnit Unit, SensorManifest Begun, int FilesFinished)
{
    /// <summary>
    /// The version of a day done for the first time; each redoing adds one. One above that of the feed's 24 h means, which come at any
    /// second of the hour: where one came on the full hour, the archive's mean, whose capture is known, replaces it.
    /// </summary>
    public const long FirstVersion = 1_441;

    /// <summary>Plans a sensor's range.</summary>
    /// <param name="sensorId">The sensor.</param>
    /// <param name="sensorType">Its type as file names have it.</param>
    /// <param name="files">Its files by day, the day before the range among them.</param>
    /// <param name="request">The range and the area.</param>
    /// <param name="manifest">What was done before; null at first.</param>
    /// <param name="known">What the table knows of the sensor, should there be no manifest yet.</param>
    public static SensorPlan Of(
        long sensorId, string sensorType, IReadOnlyDictionary<DateOnly, ArchiveFile> files, BackfillRequest request, SensorManifest? manifest, KnownSensor? known)
    {
        manifest ??= new SensorManifest(known, []);
        var done = manifest.Days.ToDictionary(day => day.Day);
        var unitDays = new List<UnitDay>();
        var filesFinished = 0;

        // A day without a file still has the hours that the day before reaches into.
        for (var day = request.From; day <= request.To; day = day.AddDays(1))
        {
            var (file, before) = (files.GetValueOrDefault(day), files.GetValueOrDefault(day.AddDays(-1)));
            if (file is null && before is null)
                continue;
            var tags = $"{before?.Tag ?? "-"} {file?.Tag ?? "-"}";
            if (done.TryGetValue(day, out var earlier) && earlier.Finished && earlier.Files == tags && (earlier.Area is null || earlier.Area == request.Area?.Text))
            {
                filesFinished += file is null ? 0 : 1;
                continue;
            }

            if (before is not null && (unitDays.Count == 0 || unitDays[^1].Day != before.Name.Day))
                unitDays.Add(new UnitDay(before.Name.Day, before, Version: 0));
            var version = earlier is null ? FirstVersion : earlier.Files == tags ? earlier.Version : earlier.Version + 1;
            unitDays.Add(new UnitDay(day, file, version));
            done[day] = new ManifestDay(day, tags, version, request.Area?.Text, Finished: false);
        }

        return new SensorPlan(
            new BackfillUnit(sensorId, sensorType, manifest.Known, request.Area, unitDays),
            manifest with { Days = [.. done.Values.OrderBy(day => day.Day)] },
            filesFinished);
    }
}
