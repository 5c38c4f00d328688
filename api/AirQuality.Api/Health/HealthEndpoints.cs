using AirQuality.Api.Answers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AirQuality.Api.Health;

/// <summary><c>/health</c>: for load balancers, supervisors and alarms. Never cached.</summary>
internal static class HealthEndpoints
{
    /// <summary>Adds the checks.</summary>
    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<StoreReachable>(StoreReachable.Name)
        .AddCheck<StoreFresh>(StoreFresh.Name);

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("Health");
        health.MapRead("/live", (HttpContext http) => Answer(http, new HealthReportEntry(HealthStatus.Healthy, "The process is up.", TimeSpan.Zero, null, null)))
            .WithName("getLive").WithSummary("Whether the process is up").Produces<HealthAnswer>();
        MapCheck(health, "/ready", StoreReachable.Name)
            .WithName("getReady").WithSummary("Whether the store can be asked").Produces<HealthAnswer>().Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable);
        MapCheck(health, "/freshness", StoreFresh.Name)
            .WithName("getFreshness").WithSummary("Whether readings still come in").Produces<HealthAnswer>().Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable);
    }

    private static RouteHandlerBuilder MapCheck(RouteGroupBuilder health, string pattern, string name) => health.MapRead(
        pattern,
        async (HttpContext http, HealthCheckService checks, CancellationToken cancellationToken) =>
        {
            var report = await checks.CheckHealthAsync(check => check.Name == name, cancellationToken);
            return Answer(http, report.Entries[name]);
        });

    private static IResult Answer(HttpContext http, HealthReportEntry entry)
    {
        http.Response.Headers.CacheControl = "no-store";
        var healthy = entry.Status == HealthStatus.Healthy;
        var answer = new HealthAnswer(healthy ? "healthy" : "unhealthy", entry.Description ?? "", entry.Data.GetValueOrDefault(StoreFresh.AgeKey) as long?);
        return Results.Json(answer, HealthJson.Default.HealthAnswer, statusCode: healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
