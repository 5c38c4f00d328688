using System.ComponentModel;
using System.Text.Json.Serialization;

namespace AirQuality.Api.Steps;

/// <summary>A step as clients see it, whoever runs it.</summary>
internal sealed record Step
{
    /// <summary>Names it.</summary>
    [Description("Names the step: s-… on EMR, l-… on this machine.")]
    public required string Id { get; init; }

    /// <summary>What it does.</summary>
    [Description("cycle or backfill; null for a step of the cluster that does something else.")]
    public required string? Job { get; init; }

    /// <summary>With what.</summary>
    [Description("What it was submitted with; null where the job is.")]
    public required StepArguments? Arguments { get; init; }

    /// <summary>Where it is.</summary>
    public required StepState State { get; init; }

    /// <summary>When.</summary>
    public required StepTimeline Timeline { get; init; }

    /// <summary>What went wrong.</summary>
    [Description("What went wrong; null unless the step failed or was interrupted.")]
    public StepFailure? Failure { get; init; }

    /// <summary>Where what it says is kept.</summary>
    [Description("Where its log is: a path of this API, or an s3:// folder; null where there is none.")]
    public string? Log { get; init; }

    /// <summary>Who runs it.</summary>
    [Description("emr or local.")]
    public required string Runner { get; init; }
}

/// <summary>What a step was submitted with; members that do not belong to its job, or were not given, are absent.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record StepArguments
{
    /// <summary>The feed's name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Feed { get; init; }

    /// <summary>The first day, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? From { get; init; }

    /// <summary>The last day, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? To { get; init; }

    /// <summary>West, south, east, north in degrees.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? Bbox { get; init; }

    /// <summary>Only these sensor types.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? SensorTypes { get; init; }

    /// <summary>Only these sensors.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Sensors { get; init; }
}

/// <summary>When a step was made, began and ended, UTC.</summary>
/// <param name="Created">When it was submitted.</param>
/// <param name="Started">When it began; null before that.</param>
/// <param name="Ended">When it ended; null before that.</param>
internal sealed record StepTimeline(DateTime? Created, DateTime? Started, DateTime? Ended);

/// <summary>What went wrong with a step.</summary>
/// <param name="Reason">Its kind: a stable code.</param>
/// <param name="Message">What happened, and what to do.</param>
/// <param name="LogFile">The file that tells more, where one is known.</param>
internal sealed record StepFailure(string? Reason, string? Message, string? LogFile);
