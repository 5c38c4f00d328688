using System.ComponentModel;
using System.Text.Json.Serialization;

namespace AirQuality.Api.Steps.Requests;

/// <summary>What a client submits: one of the jobs that are allowed, with typed arguments.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "job")]
[JsonDerivedType(typeof(CycleRequest), CycleRequest.Job)]
[JsonDerivedType(typeof(BackfillRequest), BackfillRequest.Job)]
internal abstract record StepRequest
{
    /// <summary>The job's name.</summary>
    [JsonIgnore]
    public abstract string JobName { get; }

    /// <summary>The arguments, as a step shows them.</summary>
    public abstract StepArguments ToArguments();
}

/// <summary>Runs one cycle: fetch a feed, index it, store what is new.</summary>
/// <param name="Feed">The feed's name.</param>
internal sealed record CycleRequest(
    [property: Description("24h, 5m, or the name of a feed in the settings.")] string Feed) : StepRequest
{
    /// <summary>The discriminator.</summary>
    public const string Job = "cycle";

    /// <inheritdoc />
    [JsonIgnore]
    public override string JobName => Job;

    /// <inheritdoc />
    public override StepArguments ToArguments() => new() { Feed = Feed };
}

/// <summary>Fills the table from the daily archive.</summary>
/// <param name="From">The first day, UTC.</param>
/// <param name="To">The last day, UTC.</param>
/// <param name="Bbox">Only hours measured within it; null for all.</param>
/// <param name="SensorTypes">Only these types; null for all.</param>
/// <param name="Sensors">Only these sensors; null for all.</param>
internal sealed record BackfillRequest(
    [property: Description("The first day, UTC.")] DateOnly From,
    [property: Description("The last day, UTC; days that the archive does not have yet are left out.")] DateOnly To,
    [property: Description("Only hours measured within it: west, south, east, north in degrees (RFC 7946).")] IReadOnlyList<double>? Bbox = null,
    [property: Description("Only sensors of these types, such as sds011.")] IReadOnlyList<string>? SensorTypes = null,
    [property: Description("Only these sensors.")] IReadOnlyList<long>? Sensors = null) : StepRequest
{
    /// <summary>The discriminator.</summary>
    public const string Job = "backfill";

    /// <inheritdoc />
    [JsonIgnore]
    public override string JobName => Job;

    /// <inheritdoc />
    public override StepArguments ToArguments() => new() { From = From, To = To, Bbox = Bbox, SensorTypes = SensorTypes, Sensors = Sensors };
}
