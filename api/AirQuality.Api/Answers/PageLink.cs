using AirQuality.Api.Parameters;
using Microsoft.AspNetCore.Http.Extensions;

namespace AirQuality.Api.Answers;

/// <summary>The Link header of a page (RFC 8288).</summary>
internal static class PageLink
{
    /// <summary>Names the next page where there is one.</summary>
    /// <param name="http">The request and its answer.</param>
    /// <param name="next">The cursor of the next page.</param>
    public static void Add(HttpContext http, string? next)
    {
        if (next is null)
            return;
        var query = new QueryBuilder(http.Request.Query
            .Where(pair => pair.Key != PageParameters.Cursor.Name)
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")))
        {
            { PageParameters.Cursor.Name, next },
        };
        http.Response.Headers.Append("Link", $"<{http.Request.PathBase}{http.Request.Path}{query.ToQueryString()}>; rel=\"next\"");
    }
}
