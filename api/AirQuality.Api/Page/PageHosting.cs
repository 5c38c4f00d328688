using System.Text.Json.Serialization;
using AirQuality.Api.Answers;
using AirQuality.Api.OpenApi;
using Microsoft.AspNetCore.StaticFiles;

namespace AirQuality.Api.Page;

/// <summary>The page at <c>/</c>, where it was built (api/web); else where to find what.</summary>
internal static class PageHosting
{
    private const string IndexFile = "index.html";

    /// <summary>Serves the files of wwwroot; nothing of them is made by this program.</summary>
    public static void UsePage(this WebApplication app)
    {
        if (!HasPage(app))
            return;
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
    }

    /// <summary>Maps <c>/</c> where there is no page.</summary>
    public static void Map(WebApplication app)
    {
        if (!HasPage(app))
            app.MapRead("/", () => Results.Json(new LinksAnswer(), LinksJson.Default.LinksAnswer)).ExcludeFromDescription();
    }

    private static bool HasPage(WebApplication app) => app.Environment.WebRootFileProvider.GetFileInfo(IndexFile).Exists;

    // The build puts a hash of the content into the name of every file under assets/: another content is another file.
    private static void SetCaching(StaticFileResponseContext context) =>
        context.Context.Response.Headers.CacheControl = context.Context.Request.Path.StartsWithSegments("/assets")
            ? "public, max-age=31536000, immutable"
            : "no-cache";
}

/// <summary>Where to find what.</summary>
internal sealed record LinksAnswer(
    string Name = "AirQuality", string Api = "/v1/latest", string Document = ApiDocument.Path, string Swagger = "/swagger", string Health = "/health/ready");

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LinksAnswer))]
internal sealed partial class LinksJson : JsonSerializerContext;
