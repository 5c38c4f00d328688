using AirQuality.Api.Answers;
using AirQuality.Api.Locations;
using AirQuality.Api.OpenApi;
using AirQuality.Api.Parameters;
using AirQuality.Api.Store;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Latest;

/// <summary><c>/v1/latest</c>: from memory, whatever is asked.</summary>
internal static class LatestEndpoints
{
    private const string FileName = "latest.csv";

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/latest", GetAsync)
            .WithName("getLatest").WithTags("Latest").WithSummary("The newest reading and index of each sensor, or of each location")
            .Produces<Page<ReadingAnswer>>(
                contentType: AnswerFormats.MediaType(AnswerFormat.Json),
                additionalContentTypes: [AnswerFormats.MediaType(AnswerFormat.GeoJson), AnswerFormats.MediaType(AnswerFormat.Csv)])
            .AlsoProducesPageOf<LocationAnswer>();

    private static async Task<Answer> GetAsync(Asked<LatestRequest> asked, HttpContext http, StoreWatch watch, CancellationToken cancellationToken)
    {
        var request = asked.Request;
        var seen = await watch.GetAsync(cancellationToken);
        var shown = new ShownValues(seen.Columns, request.Filter.Measures);
        return request.ByLocation
            ? LocationsOf(http, request, LatestLists.OfLocations(seen, request), shown)
            : SensorsOf(http, request, LatestLists.OfSensors(seen, request), shown);
    }

    private static Answer SensorsOf(HttpContext http, LatestRequest request, LatestList<StoredReading> list, ShownValues shown)
    {
        PageLink.Add(http, list.Next);
        IReadOnlyList<StoredReading> readings = [.. list.Results.Select(shown.Of)];
        switch (request.Format)
        {
            case AnswerFormat.GeoJson:
                return GeoJson.Of(readings, list.Found, FeatureProperties.OfSensor);
            case AnswerFormat.Csv:
                var csv = new ReadingCsv(shown.ValueTypes);
                foreach (var reading in readings)
                    csv.Add(reading);
                return new(csv.Take(), CsvFile.ContentType) { FileName = FileName };
            default:
                return Answer.Json(
                    new Page<ReadingAnswer>(new(list.Found, request.Limit, list.Next), [.. readings.Select(ReadingAnswer.Of)]), ApiJson.Readable.PageReadingAnswer);
        }
    }

    private static Answer LocationsOf(HttpContext http, LatestRequest request, LatestList<LocationReading> list, ShownValues shown)
    {
        PageLink.Add(http, list.Next);
        IReadOnlyList<LocationReading> locations = [.. list.Results.Select(location => location with { Reading = shown.Of(location.Reading) })];
        switch (request.Format)
        {
            case AnswerFormat.GeoJson:
                return GeoJson.Of([.. locations.Select(location => location.Reading)], list.Found, FeatureProperties.OfLocation);
            case AnswerFormat.Csv:
                var csv = new LocationCsv(shown.ValueTypes);
                foreach (var location in locations)
                    csv.Add(location);
                return new(csv.Take(), CsvFile.ContentType) { FileName = FileName };
            default:
                return Answer.Json(
                    new Page<LocationAnswer>(new(list.Found, request.Limit, list.Next), [.. locations.Select(LocationAnswer.Of)]), ApiJson.Readable.PageLocationAnswer);
        }
    }
}
