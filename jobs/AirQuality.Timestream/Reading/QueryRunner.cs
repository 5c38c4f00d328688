using System.Runtime.CompilerServices;
using Amazon.TimestreamQuery;
using Amazon.TimestreamQuery.Model;

namespace AirQuality.Timestream.Reading;

/// <summary>Runs queries. Safe for concurrent use.</summary>
/// <param name="client">The client; not disposed of.</param>
/// <param name="options">Valid settings.</param>
public sealed class QueryRunner(IAmazonTimestreamQuery client, TimestreamOptions options)
{
    private static readonly TimeSpan _cancelPatience = TimeSpan.FromSeconds(2);

    /// <summary>Streams a result page by page; a query that is left before its last page is cancelled in Timestream too.</summary>
    /// <param name="sql">The query, at most <see cref="TimestreamSql.MaxLength"/> characters.</param>
    /// <param name="maxRows">The most rows a page may have, 1 to 1,000; null leaves it to Timestream (1 MB a page).</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="TimestreamException">The query is not valid, or Timestream cannot be reached.</exception>
    public async IAsyncEnumerable<QueryPage> QueryAsync(
        string sql, int? maxRows = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new QueryRequest { QueryString = sql, MaxRows = maxRows };
        string? running = null;
        try
        {
            do
            {
                var asked = request;
                var page = await QueryTelemetry.MeasureAsync(options, () => FetchAsync(asked, cancellationToken));
                running = page.NextToken is { Length: > 0 } ? page.QueryId : null;
                yield return new QueryPage(
                    [.. (page.ColumnInfo ?? []).Select(QueryValues.ToColumn)],
                    [.. (page.Rows ?? []).Select(QueryValues.ToRow)]);
                request = new QueryRequest { QueryString = sql, MaxRows = maxRows, NextToken = NextOf(page, request) };
            }
            while (request.NextToken is not null);
        }
        finally
        {
            if (running is not null)
                await CancelAsync(running);
        }
    }

    /// <summary>The first row of a result; null where it has none.</summary>
    /// <param name="sql">The query, at most <see cref="TimestreamSql.MaxLength"/> characters.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="TimestreamException">The query is not valid, or Timestream cannot be reached.</exception>
    public async Task<string?[]?> FirstRowAsync(string sql, CancellationToken cancellationToken = default)
    {
        await foreach (var page in QueryAsync(sql, cancellationToken: cancellationToken))
            if (page.Rows is [var row, ..])
                return row;
        return null;
    }

    private async Task<QueryResponse> FetchAsync(QueryRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await client.QueryAsync(request, cancellationToken);
        }
        catch (Exception exception)
            when (!cancellationToken.IsCancellationRequested && TimestreamErrors.From(exception, options) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>
    /// Only an absent token ends a result: a page before the last may be empty. A token that comes back would never end it.
    /// </summary>
    private static string? NextOf(QueryResponse page, QueryRequest request)
    {
        if (page.NextToken is not { Length: > 0 } next)
            return null;
        return next != request.NextToken ? next : throw new TimestreamException(
            TimestreamErrorCode.UnexpectedAnswer, "Timestream sent the same page token twice; the result cannot be read to its end.");
    }

    /// <summary>Cancelling is a courtesy to the service: whether it works changes nothing here.</summary>
    private async Task CancelAsync(string queryId)
    {
        using var patience = new CancellationTokenSource(_cancelPatience);
        try
        {
            await client.CancelQueryAsync(new CancelQueryRequest { QueryId = queryId }, patience.Token);
        }
        catch (Exception exception) when (TimestreamErrors.From(exception, options) is not null)
        {
        }
    }
}
