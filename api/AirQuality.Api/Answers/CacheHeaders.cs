using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AirQuality.Api.Store;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AirQuality.Api.Answers;

/// <summary>What caches on the way may do with an answer.</summary>
internal static class CacheHeaders
{
    /// <summary>Sets Cache-Control and Last-Modified from the store's newest write.</summary>
    public static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        var watch = http.RequestServices.GetRequiredService<StoreWatch>();
        headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={(int)watch.Patience.TotalSeconds}");
        headers.Vary = new StringValues([HeaderNames.Accept, HeaderNames.AcceptEncoding]);
        if (watch.Current?.ChangedAt is { } changed)
            headers.LastModified = changed.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>A validator of an answer whose bytes are not known yet: of everything that it depends on.</summary>
    public static string WeakTag(params ReadOnlySpan<string> parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        return $"W/\"{Base64Url.EncodeToString(hash.AsSpan(0, 12))}\"";
    }

    /// <summary>Whether If-None-Match names a validator (RFC 9110 section 13.1.2, weak comparison).</summary>
    public static bool ClientHas(HttpRequest request, string tag)
    {
        if (request.Headers.IfNoneMatch is not { Count: > 0 } known || !EntityTagHeaderValue.TryParseList(known!, out var tags))
            return false;
        var ours = EntityTagHeaderValue.Parse(tag);
        return tags.Any(theirs => theirs == EntityTagHeaderValue.Any || theirs.Compare(ours, useStrongComparison: false));
    }
}
