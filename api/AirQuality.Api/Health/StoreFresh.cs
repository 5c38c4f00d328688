using AirQuality.Api.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AirQuality.Api.Health;

/// <summary>Fresh: the newest reading is young enough. Readings stop when the feed, a cycle or the store does, so this is what to watch.</summary>
internal sealed class StoreFresh(StoreWatch watch, IOptions<StoreSettings> settings, TimeProvider time) : IHealthCheck
{
    /// <summary>The check's name.</summary>
    public const string Name = "freshness";

    /// <summary>Under which key the result holds the newest reading's age in seconds.</summary>
    public const string AgeKey = "age";

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (watch.Current is not { } seen)
            return HealthCheckResult.Unhealthy("The store gives no answer, so nobody knows.");
        if (seen.Newest is not { } newest)
            return HealthCheckResult.Unhealthy(FormattableString.Invariant($"There is no reading of the last {settings.Value.LookbackHours} h."));
        var most = settings.Value.StaleAfterMinutes;
        var age = time.GetUtcNow() - newest;
        var reason = FormattableString.Invariant($"The newest reading is of {newest:yyyy-MM-dd'T'HH:mm:ss'Z'}; {most} min is the most that counts as fresh.");
        var data = new Dictionary<string, object> { [AgeKey] = (long)age.TotalSeconds };
        return age <= TimeSpan.FromMinutes(most) ? HealthCheckResult.Healthy(reason, data) : HealthCheckResult.Unhealthy(reason, data: data);
    }
}
