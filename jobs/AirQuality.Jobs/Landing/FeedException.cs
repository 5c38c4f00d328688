namespace AirQuality.Jobs.Landing;

/// <summary>The feed could not be had, or what came was no feed. Ends a cycle with <see cref="Commands.ExitCode.Upstream"/>.</summary>
/// <param name="code">A stable code for machines, such as <c>feed_unreachable</c>.</param>
/// <param name="message">What happened, to which feed, and what to do.</param>
/// <param name="refused">Whether the service told us to stay away (403, 429): not to be retried soon.</param>
/// <param name="inner">The cause.</param>
internal sealed class FeedException(string code, string message, bool refused = false, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>A stable code for machines.</summary>
    public string Code { get; } = code;

    /// <summary>Whether the service told us to stay away.</summary>
    public bool Refused { get; } = refused;

    /// <summary>Nobody answered, or the answer broke off.</summary>
    public static FeedException Unreachable(FeedSource feed, Exception cause) =>
        new("feed_unreachable", $"The feed {feed.Location} could not be fetched: {cause.Message}", inner: cause);
}
