using System.Collections.Concurrent;

namespace AirQuality.Api.Steps.Watching;

/// <summary>Answers many who follow a step with one question to the runner an interval.</summary>
internal sealed class StepLookups(IStepRunner runner, StepSettings settings, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Lookup> _recent = new(StringComparer.Ordinal);

    /// <summary>A step as it was at most one interval ago; null where there is none of this id.</summary>
    public Task<Step?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var lookup = _recent.AddOrUpdate(id, Begin, (_, last) => IsRecent(last) ? last : Begin(id));
        foreach (var (other, last) in _recent)
            if (!IsRecent(last))
                _recent.TryRemove(KeyValuePair.Create(other, last));

        // One who hangs up must not end the question of the others.
        return lookup.Step.Value.WaitAsync(cancellationToken);
    }

    private Lookup Begin(string id) => new(time.GetTimestamp(), new(() => runner.GetAsync(id, CancellationToken.None)));

    private bool IsRecent(Lookup lookup) =>
        time.GetElapsedTime(lookup.Begun) < settings.PollInterval && lookup.Step is not { IsValueCreated: true, Value.IsFaulted: true };

    private sealed record Lookup(long Begun, Lazy<Task<Step?>> Step);
}
