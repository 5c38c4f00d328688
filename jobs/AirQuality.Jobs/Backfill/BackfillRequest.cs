using AirQuality.Core.Archive;

namespace AirQuality.Jobs.Backfill;

/// <summary>What is asked for.</summary>
internal sealed record BackfillRequest
{
    /// <summary>A folder, a URL, or <c>s3://bucket/prefix</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The first day, UTC.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Only hours within it; null for all.</summary>
    public BoundingBox? Area { get; init; }

    /// <summary>Only these types, as file names have them; empty for all.</summary>
    public IReadOnlySet<string> SensorTypes { get; init; } = new HashSet<string>();

    /// <summary>Only these sensors; empty for all.</summary>
    public IReadOnlySet<long> Sensors { get; init; } = new HashSet<long>();

    /// <summary>Whether a file is of a sensor and type asked for.</summary>
    public bool Wants(ArchiveFileName name) =>
        (SensorTypes.Count == 0 || SensorTypes.Contains(name.SensorType)) && (Sensors.Count == 0 || Sensors.Contains(name.SensorId));
}
