using AirQuality.Api.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AirQuality.Api.Health;

/// <summary>Ready: the store gave an answer when it was last looked at. Asks nothing itself, so that a probe costs nothing.</summary>
internal sealed class StoreReachable(StoreWatch watch) : IHealthCheck
{
    /// <summary>The check's name.</summary>
    public const string Name = "ready";

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        watch.Current is { } seen
            ? HealthCheckResult.Healthy(FormattableString.Invariant($"The store answers; {seen.Readings.Count} sensors have a reading within the lookback."))
            : HealthCheckResult.Unhealthy(watch.Failure is { } code ? $"The store gives no answer ({code})." : "The store was not looked at yet."));
}
