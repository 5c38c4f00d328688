namespace AirQuality.Api.Answers;

/// <summary>
/// Lets scripts of any page read the read side (the Fetch standard's CORS). The headers are always sent, asked for or not, because a shared
/// cache may keep the answer for a client that asks; the steps side has none.
/// </summary>
internal static class AnyOrigin
{
    private const string Exposed = "ETag, Link, Retry-After, Content-Disposition";

    /// <summary>Opens the read side and its document, and answers the question that a browser sends ahead.</summary>
    public static void UseAnyOrigin(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (!IsOpen(http.Request.Path))
            return next(http);
        http.Response.OnStarting(static state =>
        {
            var headers = ((HttpResponse)state).Headers;
            headers.AccessControlAllowOrigin = "*";
            headers.AccessControlExposeHeaders = Exposed;
            return Task.CompletedTask;
        }, http.Response);
        return IsAskedAhead(http.Request) ? AllowAsync(http.Response) : next(http);
    });

    private static bool IsOpen(PathString path) =>
        (path.StartsWithSegments("/v1") && !path.StartsWithSegments("/v1/steps")) || path.StartsWithSegments("/openapi");

    private static bool IsAskedAhead(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.Origin.Count > 0 && request.Headers.AccessControlRequestMethod.Count > 0;

    private static Task AllowAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.AccessControlAllowMethods = "GET, HEAD";
        response.Headers.AccessControlAllowHeaders = "Accept, If-None-Match, If-Modified-Since";
        response.Headers.AccessControlMaxAge = "86400";
        return Task.CompletedTask;
    }
}
