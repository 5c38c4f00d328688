using System.Collections.Concurrent;
using AirQuality.Api.Problems;
using AirQuality.Api.Steps.Requests;

namespace AirQuality.Api.Steps.Submission;

/// <summary>Takes submissions, each idempotency key once: also when two come at the same moment, before the runner knows of either.</summary>
/// <param name="runner">Runs what is submitted.</param>
internal sealed class StepDesk(IStepRunner runner)
{
    private readonly ConcurrentDictionary<string, UnderWay> _underWay = new(StringComparer.Ordinal);

    /// <summary>Submits a step, or finds the one that was submitted under the same key.</summary>
    /// <param name="client">The name of the API key.</param>
    /// <param name="key">The idempotency key; null for none.</param>
    /// <param name="request">What to run.</param>
    /// <param name="cancellationToken">Ends the wait, not the submission.</param>
    /// <returns>The step, and whether it was there before.</returns>
    /// <exception cref="ProblemException">The key was used for another request, or the runner takes nothing.</exception>
    public async Task<(Step Step, bool Replayed)> SubmitAsync(string client, string? key, StepRequest request, CancellationToken cancellationToken)
    {
        var tag = StepTag.Of(client, key, request);
        if (key is null)
            return (await runner.SubmitAsync(request, tag, cancellationToken), false);

        var mine = new UnderWay(tag, () => FindOrSubmitAsync(request, tag));
        var first = _underWay.GetOrAdd(tag.Key, mine);
        if (first.Tag.Body != tag.Body)
            throw Reused();
        try
        {
            var (step, replayed) = await first.Outcome.Value.WaitAsync(cancellationToken);
            return (step, replayed || first != mine);
        }
        finally
        {
            // From here on the runner knows the step; a failed submission may be tried again.
            if (first == mine && mine.Outcome.Value.IsCompleted)
                _underWay.TryRemove(KeyValuePair.Create(tag.Key, mine));
        }
    }

    // A client that hangs up must not leave a submission half done, so nothing cancels it.
    private async Task<(Step Step, bool Replayed)> FindOrSubmitAsync(StepRequest request, StepTag tag)
    {
        if (await runner.FindAsync(tag, CancellationToken.None) is not { } before)
            return (await runner.SubmitAsync(request, tag, CancellationToken.None), false);
        return before.Tag.Body == tag.Body ? (before.Step, true) : throw Reused();
    }

    private static ProblemException Reused() => new(
        ProblemType.IdempotencyKeyReused,
        $"This {IdempotencyKey.Header} came before with another body within the last day. Take a new key for a new step.");

    private sealed class UnderWay(StepTag tag, Func<Task<(Step Step, bool Replayed)>> submit)
    {
        public StepTag Tag { get; } = tag;

        public Lazy<Task<(Step Step, bool Replayed)>> Outcome { get; } = new(submit);
    }
}
