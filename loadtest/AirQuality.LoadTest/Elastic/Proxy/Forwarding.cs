using Yarp.ReverseProxy.Forwarder;

namespace AirQuality.LoadTest.Elastic.Proxy;

/// <summary>Sends a request to a worker, and to another one where that is safe.</summary>
internal sealed class Forwarding(Balancer balancer, Traffic traffic, IHttpForwarder forwarder) : IDisposable
{
    private static readonly ForwarderRequestConfig _config = new() { Version = new Version(1, 1), VersionPolicy = HttpVersionPolicy.RequestVersionExact };

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(5),
    });

    /// <summary>Answers a request.</summary>
    public async Task SendAsync(HttpContext http)
    {
        traffic.CountRequest();
        var tried = new List<Target>();
        while (balancer.Enter(tried) is { } target)
        {
            if (tried.Count > 0)
                traffic.CountRetry();
            tried.Add(target);
            if (await TrySendAsync(http, target))
                return;
        }
        traffic.CountFailure();
        http.Response.Clear();
        http.Response.StatusCode = tried.Count == 0 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status502BadGateway;
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    /// <returns>False where another worker may be asked.</returns>
    private async Task<bool> TrySendAsync(HttpContext http, Target target)
    {
        ForwarderError problem;
        try
        {
            problem = await forwarder.SendAsync(http, target.Prefix, _client, _config, HttpTransformer.Default);
        }
        finally
        {
            target.Leave();
        }
        if (problem == ForwarderError.None)
        {
            if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError)
                traffic.CountServerError();
            return true;
        }
        if (http.RequestAborted.IsCancellationRequested)
            return true; // The client went away: nobody failed.
        if (problem == ForwarderError.Request)
            target.Suspect();
        if (MayBeRepeated(http, problem))
        {
            http.Response.Clear();
            http.Features.Set<IForwarderErrorFeature>(null);
            return false;
        }
        traffic.CountFailure();
        return true;
    }

    // A question without a body changes nothing and can be asked twice, as long as the client has seen nothing of an answer. A worker that took
    // too long would be one more that takes too long.
    private static bool MayBeRepeated(HttpContext http, ForwarderError problem) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && http.Request.ContentLength is null or 0 && http.Request.Headers.TransferEncoding.Count == 0
        && !http.Response.HasStarted && problem != ForwarderError.RequestTimedOut;
}
