using AirQuality.Api.Answers;
using AirQuality.Timestream;
using AirQuality.Timestream.Reading;
using Microsoft.AspNetCore.OutputCaching;

namespace AirQuality.Api.Readings;

/// <summary>Every row of a question as CSV, sent as the query gives them: memory holds a page of the query, whatever the span.</summary>
/// <param name="query">Reads the rows.</param>
/// <param name="columns">What the table has.</param>
/// <param name="request">The question.</param>
internal sealed partial class ReadingsStream(ReadingsQuery query, TableColumns columns, ReadingsRequest request) : IResult
{
    private const int ChunkCharacters = 32 * 1024;

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (httpContext.Features.Get<IOutputCacheFeature>() is { } cache)
            cache.Context.AllowCacheStorage = false;
        CacheHeaders.Set(httpContext);
        if (request.IsRepeatable && await TagAsync(httpContext) is var tag && CacheHeaders.ClientHas(httpContext.Request, tag))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        await using var rows = query.ReadAsync(columns, request.Criteria, cancellationToken: httpContext.RequestAborted).GetAsyncEnumerator();

        // Read before anything is sent, so that an outage can still be told.
        var first = await rows.MoveNextAsync();
        httpContext.Response.ContentType = CsvFile.ContentType;
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{CsvFile.Name("readings", request.Span)}\"";
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;
        try
        {
            await SendAsync(httpContext, rows, first);
        }
        catch (TimestreamException outage)
        {
            // A file that ends early must not look whole: without its last chunk the client knows.
            LogBroken(httpContext.RequestServices.GetRequiredService<ILogger<ReadingsStream>>(), outage.StableCode, outage.Message);
            httpContext.Abort();
        }
    }

    private async Task SendAsync(HttpContext http, IAsyncEnumerator<StoredReading> rows, bool any)
    {
        var csv = new ReadingCsv(request.Criteria.ValueTypesOf(columns));

        // The first row goes at once, so that the client sees that there is an answer.
        for (var chunk = 0; any; any = await rows.MoveNextAsync())
        {
            csv.Add(rows.Current);
            if (csv.Length < chunk)
                continue;
            await http.Response.BodyWriter.WriteAsync(csv.Take(), http.RequestAborted);
            chunk = ChunkCharacters;
        }
        await http.Response.BodyWriter.WriteAsync(csv.Take(), http.RequestAborted);
    }

    // The rows' number and versions tell whether they are the same ones, and not whether their bytes are: a weak validator.
    private async Task<string> TagAsync(HttpContext http)
    {
        var state = await query.StateAsync(columns, request.Criteria, http.RequestAborted);
        var tag = CacheHeaders.WeakTag(request.Question, state.ToString(), string.Join(',', columns.ValueTypes));
        http.Response.Headers.ETag = tag;
        return tag;
    }

    [LoggerMessage(30, LogLevel.Warning, "The store failed while rows were sent, and the answer was cut off ({Code}): {Message}")]
    private static partial void LogBroken(ILogger log, string code, string message);
}
