using AirQuality.Api.Problems;
using AirQuality.Api.Steps.Requests;
using AirQuality.Api.Steps.Submission;

namespace AirQuality.Api.Steps;

/// <summary>Runs steps: a cluster, or this machine. Every member may end with a <see cref="ProblemException"/>.</summary>
internal interface IStepRunner
{
    /// <summary>Submits a step under a tag that is new, or that no step of the last day has.</summary>
    Task<Step> SubmitAsync(StepRequest request, StepTag tag, CancellationToken cancellationToken);

    /// <summary>The newest step of the last day with the same idempotency key, and the tag it was submitted under; null where there is none.</summary>
    Task<TaggedStep?> FindAsync(StepTag tag, CancellationToken cancellationToken);

    /// <summary>A step; null where there is none of this id.</summary>
    Task<Step?> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>A page of steps, newest first.</summary>
    /// <param name="states">Only these; empty for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<StepPage> ListAsync(IReadOnlySet<StepState> states, int limit, StepPosition? after, CancellationToken cancellationToken);

    /// <summary>Asks a step to end; null where there is none of this id.</summary>
    Task<Step?> CancelAsync(string id, CancellationToken cancellationToken);

    /// <summary>What a step has said so far; null where this runner keeps logs elsewhere, or the step has said nothing. The caller closes it.</summary>
    Stream? OpenLog(string id);
}

/// <summary>A page of steps.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Next">Where the next page begins; null after the last.</param>
/// <param name="Found">How many there are in all pages; null where the runner does not count.</param>
internal sealed record StepPage(IReadOnlyList<Step> Steps, StepPosition? Next, long? Found);

/// <summary>Where a page ended.</summary>
/// <param name="Marker">The runner's own word for it, empty where it has none.</param>
/// <param name="After">The last step of the page.</param>
internal sealed record StepPosition(string Marker, string After);
