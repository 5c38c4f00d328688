using AirQuality.Api.Answers;
using AirQuality.Api.Parameters;
using AirQuality.Api.Store;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Readings;

/// <summary><c>/v1/readings</c>.</summary>
internal static class ReadingsEndpoints
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/readings", GetAsync)
            .WithMetadata(new MayStream())
            .WithName("getReadings").WithTags("Readings").WithSummary("Raw readings, newest first; as CSV without a limit: all of them")
            .Produces<Page<ReadingAnswer>>(contentType: AnswerFormats.MediaType(AnswerFormat.Json), additionalContentTypes: AnswerFormats.MediaType(AnswerFormat.Csv));

    private static async Task<IResult> GetAsync(
        Asked<ReadingsRequest> asked, HttpContext http, StoreWatch watch, StoreConnection store, CancellationToken cancellationToken)
    {
        var request = asked.Request;
        var columns = (await watch.GetAsync(cancellationToken)).Columns;
        var query = new ReadingsQuery(store.Queries, store.Options);
        if (request.Limit is not { } limit)
            return new ReadingsStream(query, columns, request);

        var page = await ReadingsPage.ReadAsync(query, columns, request, limit, cancellationToken);
        PageLink.Add(http, page.Next);
        return request.Format == AnswerFormat.Csv ? CsvOf(request, columns, page) : JsonOf(limit, page);
    }

    private static Answer JsonOf(int limit, ReadingsPage page) => Answer.Json(
        new Page<ReadingAnswer>(new(page.Found, limit, page.Next), [.. page.Readings.Select(ReadingAnswer.Of)]), ApiJson.Readable.PageReadingAnswer);

    private static Answer CsvOf(ReadingsRequest request, TableColumns columns, ReadingsPage page)
    {
        var csv = new ReadingCsv(request.Criteria.ValueTypesOf(columns));
        foreach (var reading in page.Readings)
            csv.Add(reading);
        return new(csv.Take(), CsvFile.ContentType) { FileName = CsvFile.Name("readings", request.Span) };
    }
}
