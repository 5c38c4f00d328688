using Amazon.Runtime;

namespace AirQuality.Api.Steps.Emr;

/// <summary>
/// Makes HTTP clients that send a request once. With no retries configured, the SDK still sends a request up to ten times more when its
/// connection breaks, because that is mostly an idle one that the server had closed; a step would be added that often.
/// </summary>
internal sealed class SendOnce : HttpClientFactory
{
    /// <inheritdoc />
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
        // A connection of its own for each request, so that none is idle and the handler has no reason to try again either.
        new(new Handler(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero })) { Timeout = clientConfig.Timeout ?? Timeout.InfiniteTimeSpan };

    private sealed class Handler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // Without the cause: the SDK looks for it.
                throw new AmazonClientException($"The connection to EMR broke: {e.Message} {e.InnerException?.Message}");
            }
        }
    }
}
