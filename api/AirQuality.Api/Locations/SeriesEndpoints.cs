using AirQuality.Api.Answers;
using AirQuality.Api.Parameters;
using AirQuality.Api.Store;
using AirQuality.Core.Readings;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Locations;

/// <summary><c>/v1/locations/{id}/series</c>.</summary>
internal static class SeriesEndpoints
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/locations/{id}/series", GetAsync)
            .WithName("getLocationSeries").WithTags("Locations").WithSummary("A measure of a location over time, in bins")
            .Produces<SeriesAnswer>(contentType: AnswerFormats.MediaType(AnswerFormat.Json), additionalContentTypes: AnswerFormats.MediaType(AnswerFormat.Csv));

    private static async Task<Answer> GetAsync(Asked<SeriesRequest> asked, StoreWatch watch, StoreConnection store, CancellationToken cancellationToken)
    {
        var request = asked.Request;
        var columns = (await watch.GetAsync(cancellationToken)).Columns;
        var bins = await new SeriesQuery(store.Queries, store.Options).ReadAsync(
            columns, request.LocationId, request.Measure, request.Aggregate, (long)request.Bin.TotalMilliseconds, request.Span.FromMs, request.Span.ToMs, cancellationToken);
        var values = bins.Where(bin => double.IsFinite(bin.Value)).Select(bin => ValueOf(bin, request.Bin)).ToList();
        return request.Format == AnswerFormat.Csv ? CsvOf(request, values) : Answer.Json(new SeriesAnswer(MetaOf(request, values.Count), values), ApiJson.Readable.SeriesAnswer);
    }

    private static SeriesValue ValueOf(SeriesBin bin, TimeSpan length) =>
        new(ApiTime.Of(bin.FromMs), ApiTime.Of(bin.FromMs) + length, bin.Value, bin.Readings);

    private static SeriesMeta MetaOf(SeriesRequest request, int found) => new(
        found, SeriesBins.Most, Next: null, request.LocationId, request.Measure, UnitOf(request.Measure), request.AggregateWord,
        (int)request.Bin.TotalSeconds, ApiTime.Of(request.Span.FromMs), ApiTime.Of(request.Span.ToMs));

    private static string? UnitOf(string measure) => TableColumns.IndexMeasures.Contains(measure) ? "1" : ValueTypes.Find(measure).Unit;

    private static Answer CsvOf(SeriesRequest request, IReadOnlyList<SeriesValue> values)
    {
        var csv = new CsvText();
        foreach (var name in (ReadOnlySpan<string>)["from", "to", "value", "readings"])
            csv.Text(name);
        csv.EndLine();
        foreach (var value in values)
        {
            csv.Time(value.From);
            csv.Time(value.To);
            csv.Number(value.Value);
            csv.Number(value.Readings);
            csv.EndLine();
        }
        return new(csv.Take(), CsvFile.ContentType) { FileName = CsvFile.Name(FormattableString.Invariant($"location-{request.LocationId}-{request.Measure}"), request.Span) };
    }
}
