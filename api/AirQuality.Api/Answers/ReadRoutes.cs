namespace AirQuality.Api.Answers;

/// <summary>Maps the routes of the read side.</summary>
internal static class ReadRoutes
{
    private static readonly string[] Methods = ["GET", "HEAD"];

    /// <summary>A route that reads: GET, and HEAD, which is the same without the body.</summary>
    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, Methods, handler);
}
