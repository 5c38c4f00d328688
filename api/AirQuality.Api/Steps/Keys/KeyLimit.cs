using System.Threading.RateLimiting;
using AirQuality.Api.Problems;
using AirQuality.Api.Settings;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace AirQuality.Api.Steps.Keys;

/// <summary>How often a key may ask. Section <c>Limits</c>.</summary>
internal sealed class KeyLimitSettings : ISettings
{
    /// <summary>Requests to the steps side a minute and key. Default 60.</summary>
    public int StepsPerMinute { get; set; } = 60;

    /// <inheritdoc />
    public IEnumerable<string> Validate()
    {
        if (StepsPerMinute is < 1 or > 100_000)
            yield return FormattableString.Invariant($"Limits:StepsPerMinute is {StepsPerMinute}; it must be 1 to 100000.");
    }
}

/// <summary>Gives each key its requests a minute; it comes after authentication, so nobody uses up another's.</summary>
internal sealed class KeyLimit(IOptions<KeyLimitSettings> settings) : IRateLimiterPolicy<string>
{
    /// <summary>The policy's name.</summary>
    public const string PolicyName = "steps";

    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected => async (context, _) =>
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : _window;
        await ProblemWriter.WriteAsync(
            context.HttpContext,
            ProblemType.TooManyRequests,
            $"This key may ask {settings.Value.StepsPerMinute} times a minute. Follow a step by its events instead of asking again and again.",
            retryAfter: wait);
    };

    /// <inheritdoc />
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetFixedWindowLimiter(
        httpContext.User.Identity?.Name ?? "",
        _ => new FixedWindowRateLimiterOptions { PermitLimit = settings.Value.StepsPerMinute, Window = _window });
}
