using System.Text.Json;
using AirQuality.Core.Archive;

namespace AirQuality.Jobs.Backfill;

/// <summary>A file of the archive.</summary>
/// <param name="Name">What its name says.</param>
/// <param name="Location">How its source finds it again.</param>
/// <param name="Tag">Changes when its content does.</param>
internal sealed record ArchiveFile(ArchiveFileName Name, string Location, string Tag);

/// <summary>A day of a unit.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="File">Its file; null where there is none and the day before reaches into it.</param>
/// <param name="Version">The version of its records; 0 for a day that is only read, because the next one's hours need it.</param>
internal sealed record UnitDay(DateOnly Day, ArchiveFile? File, long Version)
{
    /// <summary>Whether the day is only read.</summary>
    public bool IsWarmUp => Version == 0;
}

/// <summary>The unit of work: what is to be done of one sensor, whole, because each hour needs those before it. Any worker can do it.</summary>
/// <param name="SensorId">The sensor.</param>
/// <param name="SensorType">Its type as file names have it.</param>
/// <param name="Known">What the table knows of it.</param>
/// <param name="Area">Only hours within it are stored; null for all.</param>
/// <param name="Days">The days in order, each run of them behind its warm-up day.</param>
internal sealed record BackfillUnit(long SensorId, string SensorType, KnownSensor? Known, BoundingBox? Area, IReadOnlyList<UnitDay> Days)
{
    /// <summary>Names the unit in dead letters and in the manifest.</summary>
    public string Id => IdOf(SensorId, SensorType);

    /// <summary>One JSON object, which <see cref="FromJson"/> reads: how units are sent to workers elsewhere.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, BackfillJson.Default.BackfillUnit);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is no unit.</exception>
    public static BackfillUnit FromJson(string json) =>
        JsonSerializer.Deserialize(json, BackfillJson.Default.BackfillUnit) ?? throw new JsonException("The text 'null' is no unit.");

    /// <summary>The name of a sensor's unit.</summary>
    public static string IdOf(long sensorId, string sensorType) => $"{sensorId}-{sensorType}";
}
