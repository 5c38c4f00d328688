using System.Collections.Concurrent;
using AirQuality.Api.Problems;
using AirQuality.Api.Steps.Requests;

namespace AirQuality.Api.Steps.Submission;

/// <summary>
/// Takes submissions, each idempotency key once. The runner finds a key again after a restart; this knows of those under way and of the last
/// minutes, because two may come at the same moment, and EMR may not list a step as soon as it has taken it.
/// </summary>
/// <param name="runner">Runs what is submitted.</param>
/// <param name="time">The clock.</param>
internal sealed class StepDesk(IStepRunner runner, TimeProvider time)
{
    private static readonly TimeSpan _memory = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, Submitted> _recent = new(StringComparer.Ordinal);

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

        Forget();
        var mine = new Submitted(tag, time.GetTimestamp(), new(() => FindOrSubmitAsync(request, tag)));
        var first = _recent.GetOrAdd(tag.Key, mine);
        if (first.Tag.Body != tag.Body)
            throw Reused();
        var (step, found) = await first.Outcome.Value.WaitAsync(cancellationToken);
        return first == mine ? (step, found) : (await runner.GetAsync(step.Id, cancellationToken) ?? step, true);
    }

    // A client that hangs up must not leave a submission half done, so nothing cancels it.
    private async Task<(Step Step, bool Found)> FindOrSubmitAsync(StepRequest request, StepTag tag)
    {
        try
        {
            if (await runner.FindAsync(tag, CancellationToken.None) is not { } before)
                return (await runner.SubmitAsync(request, tag, CancellationToken.None), false);
            return before.Tag.Body == tag.Body ? (before.Step, true) : throw Reused();
        }
        catch
        {
            // It may be tried again.
            _recent.TryRemove(tag.Key, out _);
            throw;
        }
    }

    private void Forget()
    {
        foreach (var (key, submitted) in _recent)
            if (time.GetElapsedTime(submitted.Begun) > _memory && submitted.Outcome is { IsValueCreated: true, Value.IsCompleted: true })
                _recent.TryRemove(KeyValuePair.Create(key, submitted));
    }

    private static ProblemException Reused() => new(
        ProblemType.IdempotencyKeyReused,
        $"This {IdempotencyKey.Header} came before with another body within the last day. Take a new key for a new step.");

    private sealed record Submitted(StepTag Tag, long Begun, Lazy<Task<(Step Step, bool Found)>> Outcome);
}
