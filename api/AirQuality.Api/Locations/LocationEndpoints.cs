using AirQuality.Api.Answers;
using AirQuality.Api.Parameters;
using AirQuality.Api.Problems;
using AirQuality.Api.Store;

namespace AirQuality.Api.Locations;

/// <summary>What a client asks: one location.</summary>
internal sealed record LocationRequest(long LocationId) : IRequest<LocationRequest>
{
    /// <inheritdoc />
    public static IReadOnlyList<Parameter> Parameters { get; } = [SeriesRequest.Id];

    /// <inheritdoc />
    public static LocationRequest Read(ParameterReader reader)
    {
        AnswerFormats.Negotiate(reader.Request, [AnswerFormat.Json]);
        return new(reader.Value(SeriesRequest.Id) ?? 0);
    }
}

/// <summary><c>/v1/locations/{id}</c>.</summary>
internal static class LocationEndpoints
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/locations/{id}", GetAsync)
            .WithName("getLocation").WithTags("Locations").WithSummary("What the sensors of a location say now").Produces<LocationAnswer>();

    private static async Task<Answer> GetAsync(Asked<LocationRequest> asked, StoreWatch watch, PastReadings past, CancellationToken cancellationToken)
    {
        var id = asked.Request.LocationId;
        var seen = await watch.GetAsync(cancellationToken);
        var sensors = seen.At(id).ToList();
        if (sensors.Count == 0)
            sensors.AddRange(await past.OfLocationAsync(seen.Columns, id, cancellationToken));
        return sensors.Count > 0
            ? Answer.Json(LocationAnswer.Of(LocationReading.Of(sensors)), ApiJson.Readable.LocationAnswer)
            : throw ProblemException.NotFound($"The table has nothing of location {id} in the last {PastReadings.Days} days.");
    }
}
