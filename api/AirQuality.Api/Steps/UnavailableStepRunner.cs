using AirQuality.Api.Problems;
using AirQuality.Api.Steps.Requests;
using AirQuality.Api.Steps.Submission;

namespace AirQuality.Api.Steps;

/// <summary>Where no runner is configured: says so.</summary>
internal sealed class UnavailableStepRunner : IStepRunner
{
    /// <inheritdoc />
    public Task<Step> SubmitAsync(StepRequest request, StepTag tag, CancellationToken cancellationToken) => throw Unavailable();

    /// <inheritdoc />
    public Task<TaggedStep?> FindAsync(StepTag tag, CancellationToken cancellationToken) => throw Unavailable();

    /// <inheritdoc />
    public Task<Step?> GetAsync(string id, CancellationToken cancellationToken) => throw Unavailable();

    /// <inheritdoc />
    public Task<StepPage> ListAsync(IReadOnlySet<StepState> states, int limit, StepPosition? after, CancellationToken cancellationToken) => throw Unavailable();

    /// <inheritdoc />
    public Task<Step?> CancelAsync(string id, CancellationToken cancellationToken) => throw Unavailable();

    /// <inheritdoc />
    public Stream? OpenLog(string id) => throw Unavailable();

    private static ProblemException Unavailable() => new(
        ProblemType.StepsUnavailable, "This server runs no steps; its operator sets Steps:Runner to local or emr.") { RetryAfter = TimeSpan.FromHours(1) };
}
