using System.Net;
using System.Net.Http.Headers;
using AirQuality.Jobs.S3;
using AirQuality.Jobs.Settings;
using Polly;
using Polly.Retry;

namespace AirQuality.Jobs.Landing;

/// <summary>What the last accepted snapshot of a feed said of itself, for a conditional request.</summary>
/// <param name="ETag">Its entity tag.</param>
/// <param name="LastModified">Its date.</param>
internal sealed record FeedValidators(string? ETag, DateTimeOffset? LastModified);

/// <summary>Fetches a feed: over HTTP with the manners its maintainers ask for (named, conditional, compressed, bounded, rarely retried), from S3,
/// or from a file.</summary>
internal sealed class FeedFetcher : IDisposable
{
    private const int MaxRedirects = 5;
    private readonly FeedSettings _settings;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly S3Feed _s3;
    private readonly ResiliencePipeline<HttpResponseMessage> _retry;

    /// <summary>Makes a fetcher that may be kept between cycles.</summary>
    public FeedFetcher(AirQualitySettings settings, TimeProvider time)
    {
        _settings = settings.Feed;
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = PublicAddressConnector.ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(15),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        _s3 = new S3Feed(settings);
        _retry = BuildRetry(_settings, time);
    }

    /// <summary>Fetches the feed into a file in <paramref name="folder"/>.</summary>
    /// <returns>The snapshot, or null when the service says it has not changed since <paramref name="known"/>.</returns>
    /// <exception cref="FeedException">It could not be had; the message says why.</exception>
    public async Task<IncomingSnapshot?> FetchAsync(FeedSource feed, FeedValidators? known, string folder, CancellationToken cancellationToken)
    {
        if (feed.Location.IsFile)
            return IncomingSnapshot.OfFile(feed);

        // One deadline over tries, headers and body: a body that drips for ever must not hold a cycle.
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(_settings.TimeoutSeconds), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return feed.Location.Scheme == S3Address.Scheme
                ? await _s3.FetchAsync(feed, known?.ETag, folder, either.Token)
                : await FetchPageAsync(feed, known, folder, either.Token);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new FeedException("feed_timeout",
                $"The feed {feed.Location} did not arrive within {_settings.TimeoutSeconds} s (Feed:TimeoutSeconds). Nothing was stored.", inner: e);
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException or IOException)
        {
            if (e.InnerException is FeedException refused)
                throw refused;
            throw FeedException.Unreachable(feed, e);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _http.Dispose();
        _s3.Dispose();
    }

    private static ResiliencePipeline<HttpResponseMessage> BuildRetry(FeedSettings settings, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        if (settings.Attempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = settings.Attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                    .Handle<HttpRequestException>(e => e.InnerException is not FeedException)
                    .HandleResult(r => r.StatusCode == HttpStatusCode.RequestTimeout || (int)r.StatusCode >= 500),
            });
        }
        return builder.Build();
    }

    private async Task<IncomingSnapshot?> FetchPageAsync(FeedSource feed, FeedValidators? known, string folder, CancellationToken cancellationToken)
    {
        using var response = await _retry.ExecuteAsync(async token => await SendAsync(feed.Location, known, token), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotModified)
            return null;
        ThrowUnlessOk(feed, response);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var validators = new FeedValidators(response.Headers.ETag?.ToString(), response.Content.Headers.LastModified);
        return await IncomingSnapshot.ReceiveAsync(feed, body, validators, folder, _settings, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(Uri address, FeedValidators? known, CancellationToken cancellationToken)
    {
        for (var (target, redirects) = (address, 0); ; redirects++)
        {
            using var request = BuildRequest(target, known);
            request.Options.Set(PublicAddressConnector.PublicOnly, !string.Equals(target.Host, address.Host, StringComparison.OrdinalIgnoreCase));
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is null)
                return response;

            var next = new Uri(target, response.Headers.Location);
            response.Dispose();
            if (redirects == MaxRedirects)
                throw new FeedException("redirect_refused", $"The feed {address} redirects more than {MaxRedirects} times. It was not followed.");
            if (next.Scheme != Uri.UriSchemeHttps && next.Scheme != target.Scheme)
                throw new FeedException("redirect_refused", $"The feed {address} redirects from https to '{next.Scheme}'. It was not followed.");
            target = next;
        }
    }

    private HttpRequestMessage BuildRequest(Uri target, FeedValidators? known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.TryAddWithoutValidation("User-Agent", _settings.UserAgent);
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.AcceptEncoding.Add(new("gzip"));
        if (known?.ETag is { } etag && EntityTagHeaderValue.TryParse(etag, out var tag))
            request.Headers.IfNoneMatch.Add(tag);
        request.Headers.IfModifiedSince = known?.LastModified;
        return request;
    }

    private static void ThrowUnlessOk(FeedSource feed, HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.OK)
            return;
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        throw response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests
            ? new FeedException("feed_refused",
                $"The feed {feed.Location} answered {status}: the service asks us to stay away. Wait, poll less often, and give a contact in Feed:UserAgent.", refused: true)
            : new FeedException("feed_unavailable", $"The feed {feed.Location} answered {status}. Nothing was stored.");
    }
}
