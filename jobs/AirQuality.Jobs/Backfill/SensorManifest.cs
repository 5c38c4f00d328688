using System.Text.Json;
using AirQuality.Core.Archive;
using AirQuality.Jobs.Settings;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Backfill;

/// <summary>A day in the manifest.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Files">The tags of the day before's file and its own: both go into its hours.</param>
/// <param name="Version">The version of its records; a day whose files have changed gets a higher one, so that its new hours replace the old.</param>
/// <param name="Area">The area that it was done for; null for all.</param>
/// <param name="Finished">Whether each of its hours is stored or accounted for. False: begun, and perhaps partly stored.</param>
internal sealed record ManifestDay(DateOnly Day, string Files, long Version, string? Area, bool Finished);

/// <summary>What was done of one sensor, for one table.</summary>
/// <param name="Known">
/// What the table knew of the sensor when it was begun. Kept, so that a backfill that goes on later makes the same series.
/// </param>
/// <param name="Days">The days, in order.</param>
internal sealed record SensorManifest(KnownSensor? Known, IReadOnlyList<ManifestDay> Days);

/// <summary>
/// The manifest: a file a sensor, replaced as a whole, so a crash leaves it as it was or complete. A file a sensor and not one for all,
/// because a year of the network is seven million days and a run needs those of one sensor at a time.
/// </summary>
/// <param name="folder">The folder of one table's manifest.</param>
internal sealed class Manifests(string folder)
{
    /// <summary>Reads a sensor's file; null where there is none.</summary>
    /// <exception cref="ConfigurationException">It was edited and cannot be read.</exception>
    public async Task<SensorManifest?> ReadAsync(string unitId)
    {
        var path = PathOf(unitId);
        if (!File.Exists(path))
            return null;
        try
        {
            await using var file = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync(file, BackfillJson.Default.SensorManifest);
        }
        catch (JsonException e)
        {
            throw new ConfigurationException($"The manifest '{path}' cannot be read ({e.Message}). Delete it to do that sensor from the beginning.");
        }
    }

    /// <summary>Replaces a sensor's file.</summary>
    public Task WriteAsync(string unitId, SensorManifest manifest)
    {
        var path = PathOf(unitId);
        return SnapshotFile.ReplaceAsync(path + ".tmp", async file =>
        {
            await JsonSerializer.SerializeAsync(file, manifest, BackfillJson.Default.SensorManifest);
            return path;
        }, CancellationToken.None);
    }

    private string PathOf(string unitId) => Path.Combine(folder, unitId + ".json");
}
