using Swashbuckle.AspNetCore.SwaggerUI;

namespace AirQuality.Api.OpenApi;

/// <summary>Swagger UI at <c>/swagger</c>, from files within the program: it needs no network.</summary>
internal static class SwaggerPage
{
    /// <summary>Serves it.</summary>
    public static void UseSwagger(this IApplicationBuilder app) => app.UseSwaggerUI(page =>
    {
        page.RoutePrefix = "swagger";
        page.DocumentTitle = "AirQuality API";
        page.SwaggerEndpoint(ApiDocument.Path, "AirQuality v1");
        page.DocExpansion(DocExpansion.List);
        page.DefaultModelsExpandDepth(0);
    });
}
