using System.Text.Json.Serialization;

namespace AirQuality.Jobs.Landing;

/// <summary>What the landing zone knows of an accepted snapshot; lies beside it as <c>&lt;id&gt;.meta.json</c>.</summary>
internal sealed record LandedSnapshot
{
    /// <summary>Names the snapshot in reports, dead letters and the spool: <c>20261124T081500123Z-24h-1f0c9a5e22d4</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The feed's name.</summary>
    public required string Feed { get; init; }

    /// <summary>Where it came from.</summary>
    public required string Location { get; init; }

    /// <summary>Over how many minutes its values are means.</summary>
    public required int AveragingMinutes { get; init; }

    /// <summary>How far its times were moved, milliseconds; 0 unless it was replayed as now.</summary>
    public long ShiftMs { get; init; }

    /// <summary>SHA-256 of the expanded JSON, hexadecimal: equal content lands once.</summary>
    public required string Sha256 { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Where the table that its readings go to was reached.</summary>
    public required string Target { get; init; }

    /// <summary>Which table that is.</summary>
    public required string Destination { get; init; }

    /// <summary>The service's entity tag.</summary>
    public string? ETag { get; init; }

    /// <summary>The service's date.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>When each of its readings was stored, unchanged, dead-lettered or spooled; null: a cycle was cut short, the next one goes over it again.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>Source-generated JSON of the landing zone.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LandedSnapshot))]
internal sealed partial class LandingJson : JsonSerializerContext;
