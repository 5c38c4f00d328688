using AirQuality.Api.Store;
using AirQuality.Api.Telemetry;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace AirQuality.Api.Answers;

/// <summary>Keeps answers of the read side until something is written to the store, and never for long: spans such as the last 24 hours move.</summary>
internal sealed class StoreCachePolicy : IOutputCachePolicy
{
    /// <inheritdoc />
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var watch = http.RequestServices.GetRequiredService<StoreWatch>();
        var allowed = watch.Current is not null && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method));
        context.EnableOutputCaching = allowed;
        context.AllowCacheLookup = allowed;
        context.AllowCacheStorage = allowed;
        context.AllowLocking = http.GetEndpoint()?.Metadata.GetMetadata<MayStream>() is null;
        context.ResponseExpirationTimeSpan = watch.Patience;

        // As it was sent: by its keys the framework would take LIMIT for limit, and answer from the cache what is an error without it.
        context.CacheVaryByRules.QueryKeys = "";
        context.CacheVaryByRules.VaryByValues["query"] = http.Request.QueryString.Value ?? "";
        context.CacheVaryByRules.HeaderNames = HeaderNames.Accept;
        context.CacheVaryByRules.VaryByHost = false;
        context.CacheVaryByRules.VaryByValues["store"] = watch.Current?.Token ?? "";

        // The encoding and not the header: clients write the same wish in a hundred ways.
        context.CacheVaryByRules.VaryByValues["encoding"] =
            http.RequestServices.GetService<IResponseCompressionProvider>()?.GetCompressionProvider(http)?.EncodingName ?? "";
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        Count(context, fromCache: true);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        Count(context, fromCache: false);
        var response = context.HttpContext.Response;
        context.AllowCacheStorage &= response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;
        return ValueTask.CompletedTask;
    }

    private static void Count(OutputCacheContext context, bool fromCache) =>
        context.HttpContext.RequestServices.GetRequiredService<AnswerMetrics>().Answered(fromCache);
}
