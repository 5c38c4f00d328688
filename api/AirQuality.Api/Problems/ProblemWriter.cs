using System.Diagnostics;
using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace AirQuality.Api.Problems;

/// <summary>Writes problems: always <c>application/problem+json</c>, whatever the client accepts, because an error without a word helps nobody.</summary>
internal static class ProblemWriter
{
    private const string ContentType = "application/problem+json";

    /// <summary>Writes one as the whole answer.</summary>
    /// <param name="http">The request; nothing of its answer was sent yet.</param>
    /// <param name="type">Which kind.</param>
    /// <param name="detail">What happened, to which input, and what to do.</param>
    /// <param name="errors">Everything that is wrong with the request, where its parts were looked at one by one.</param>
    /// <param name="retryAfter">After how long asking again makes sense, where it does.</param>
    public static Task WriteAsync(
        HttpContext http, ProblemType type, string detail, IReadOnlyList<InputError>? errors = null, TimeSpan? retryAfter = null)
    {
        var response = http.Response;
        response.StatusCode = type.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.Remove(HeaderNames.ETag);
        response.Headers.Remove(HeaderNames.LastModified);
        if (retryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var problem = new Problem
        {
            Type = type.Uri,
            Title = type.Title,
            Status = type.Status,
            Detail = detail,
            Instance = http.Request.PathBase + http.Request.Path,
            TraceId = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier,
            Errors = errors,
        };
        return response.WriteAsJsonAsync(problem, ProblemJson.Readable.Problem, ContentType, http.RequestAborted);
    }

    /// <summary>Gives a bare status, such as routing's 404, 405 and 415, its words.</summary>
    public static Task WriteStatusAsync(HttpContext http)
    {
        var type = ProblemType.Of(http.Response.StatusCode);
        return WriteAsync(http, type, DetailOf(http, type));
    }

    private static string DetailOf(HttpContext http, ProblemType type)
    {
        var request = http.Request;
        if (type == ProblemType.NotFound)
            return "No such path. /openapi/v1.json lists the paths that there are.";
        if (type == ProblemType.MethodNotAllowed)
            return $"{request.Method} is not allowed here; the Allow header lists what is.";
        if (type == ProblemType.UnsupportedMediaType)
            return "Send the body as application/json.";
        if (type == ProblemType.PayloadTooLarge)
            return "The body is larger than any valid one. Send less.";
        return type.Title;
    }
}
