using System.Text.Json.Serialization;
using AirQuality.Api.Steps.Requests;
using AirQuality.Api.Steps.Submission;

namespace AirQuality.Api.Steps.Local;

/// <summary>A step of this machine, as its file has it.</summary>
internal sealed record LocalStep
{
    /// <summary><c>l-</c> and a number that grows with time.</summary>
    public required string Id { get; init; }

    /// <summary>What to run.</summary>
    public required StepRequest Request { get; init; }

    /// <summary>What it was submitted under.</summary>
    public required StepTag Tag { get; init; }

    /// <summary>Where it is.</summary>
    public required StepState State { get; init; }

    /// <summary>When it was submitted, UTC.</summary>
    public required DateTime Created { get; init; }

    /// <summary>When it began, UTC.</summary>
    public DateTime? Started { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTime? Ended { get; init; }

    /// <summary>What went wrong.</summary>
    public StepFailure? Failure { get; init; }

    /// <summary>As clients see it.</summary>
    public Step ToStep() => new()
    {
        Id = Id,
        Job = Request.JobName,
        Arguments = Request.ToArguments(),
        State = State,
        Timeline = new(Created, Started, Ended),
        Failure = Failure,
        Log = Started is null ? null : $"/v1/steps/{Id}/log",
        Runner = "local",
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(LocalStep))]
internal sealed partial class LocalStepJson : JsonSerializerContext;
