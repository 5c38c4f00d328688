using AirQuality.Api.Answers;
using AirQuality.Api.Parameters;
using AirQuality.Api.Store;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Locations;

/// <summary><c>/v1/locations/{id}/summary</c>.</summary>
internal static class SummaryEndpoints
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/locations/{id}/summary", GetAsync)
            .WithName("getLocationSummary").WithTags("Locations").WithSummary("The highest and the mean index of a location, and how much of the span they rest on")
            .Produces<SummaryAnswer>();

    private static async Task<Answer> GetAsync(Asked<SummaryRequest> asked, StoreWatch watch, StoreConnection store, CancellationToken cancellationToken)
    {
        var (locationId, span) = asked.Request;
        var columns = (await watch.GetAsync(cancellationToken)).Columns;
        var summary = await new SummaryQuery(store.Queries, store.Options).ReadAsync(columns, locationId, span.FromMs, span.ToMs, cancellationToken);
        var answer = new SummaryAnswer(
            locationId,
            ApiTime.Of(span.FromMs),
            ApiTime.Of(span.ToMs),
            summary.Readings,
            summary.ReadingsWithIndex,
            IndexAnswer.Of(summary.Max?.IndexPm10, summary.Max?.IndexPm25),
            ApiTime.Of(summary.Max?.TimeMs),
            summary.MeanIndex is { } mean ? Math.Round(mean, 2, MidpointRounding.AwayFromZero) : null,
            DataCapture.Of(span, summary.HoursWithIndex));
        return Answer.Json(answer, ApiJson.Readable.SummaryAnswer);
    }
}
