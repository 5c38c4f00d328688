using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Readings;

/// <summary>A page of rows.</summary>
/// <param name="Readings">Its rows, newest first.</param>
/// <param name="Found">How many there were in all when the first page was asked for.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record ReadingsPage(IReadOnlyList<StoredReading> Readings, long Found, string? Next)
{
    /// <summary>Reads a page: no more rows than it shows and one, however many the span has.</summary>
    public static async Task<ReadingsPage> ReadAsync(
        ReadingsQuery query, TableColumns columns, ReadingsRequest request, int limit, CancellationToken cancellationToken)
    {
        var rows = new List<StoredReading>();
        await foreach (var reading in query.ReadAsync(columns, request.Criteria, request.Start?.After, limit + 1, cancellationToken))
            rows.Add(reading);
        if (rows.Count <= limit)
            return new(rows, request.Start?.Found ?? rows.Count, Next: null);

        rows.RemoveAt(limit);
        var found = request.Start?.Found ?? await query.CountAsync(columns, request.Criteria, cancellationToken);
        var position = rows.Aggregate(request.Start?.After, (last, reading) => ReadingPosition.After(last, reading))!.Value;
        return new(rows, found, new ReadingsCursor(request.Span, position, found).Write(request.Question));
    }
}
