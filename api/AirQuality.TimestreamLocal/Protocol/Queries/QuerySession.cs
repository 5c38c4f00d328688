using System.Buffers;
using System.Text.Json;
using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Protocol.Queries;

/// <summary>
/// A query from its first page to its last. Every page but the last carries a new token; the page served last can be had again by
/// its token, because a client whose answer was lost asks again (up to five times: Timestream developer guide, Pagination).
/// </summary>
internal sealed class QuerySession : IDisposable
{
    private const int MostUses = 5;
    private const int FirstScratch = 64 * 1024;

    // A page grows in a buffer that its thread keeps: one that grew anew for each would leave megabytes of large arrays to collect.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    private const long MeteredAtLeast = 10_000_000;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _cancellation = new();
    private QueryCursor? _cursor;
    private string? _servedToken;
    private int _uses;
    private ReadOnlyMemory<byte> _served;
    private bool _cancelled;

    /// <summary>The query's id.</summary>
    public string Id { get; } = RequestId.New();

    /// <summary>The SQL; later pages must repeat it.</summary>
    public required string QueryString { get; init; }

    /// <summary>Counts what the query reads.</summary>
    public ScanMeter Meter { get; } = new();

    /// <summary>Said on the last page, where the client asked for it.</summary>
    public QueryInsights? Insights { get; init; }

    /// <summary>The token of the page to come; null when the last was served.</summary>
    public string? NextToken { get; private set; }

    /// <summary>When a page was last asked for.</summary>
    public DateTimeOffset LastUsed { get; set; }

    /// <summary>Cancelled by CancelQuery and when a page takes too long.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Whether a token of this query was ever given out.</summary>
    public bool IsPaged => NextToken is not null || _servedToken is not null;

    /// <summary>Whether a token is that of the next page, or of the one served last.</summary>
    public bool Knows(string token) => token == NextToken || token == _servedToken;

    /// <summary>Starts the query and gives its first page.</summary>
    /// <param name="cursor">The result; the session disposes it.</param>
    /// <param name="maxRows">Most rows of the page.</param>
    public ReadOnlyMemory<byte> First(QueryCursor cursor, long maxRows)
    {
        lock (_lock)
        {
            _cursor = cursor;
            return Produce(null, maxRows);
        }
    }

    /// <summary>Gives the page of a token.</summary>
    /// <exception cref="ServiceException">The token's page is past, or the query was cancelled.</exception>
    public ReadOnlyMemory<byte> Page(string token, long maxRows)
    {
        lock (_lock)
        {
            if (_cancelled)
                throw Cancelled();
            if (token == NextToken && _cursor is not null)
                return Produce(token, maxRows);
            if (token == _servedToken && _uses++ < MostUses)
                return _served;
            throw InvalidToken();
        }
    }

    /// <summary>Stops the query, running or between pages.</summary>
    public void Cancel()
    {
        Volatile.Write(ref _cancelled, true);
        Stop();
    }

    /// <summary>Stops the query because a page took too long.</summary>
    public void TimeOut() => _cancellation.Cancel();

    /// <summary>Ends the query. Its cancellation source has nothing to free and may still be cancelled by a late timer.</summary>
    public void Dispose() => Stop();

    /// <summary>What a page of a wrong token is answered with.</summary>
    public static ServiceException InvalidToken() => ServiceException.Validation("Invalid pagination token");

    /// <summary>What a page of a cancelled query is answered with.</summary>
    public static ServiceException Cancelled() => new(ServiceError.Conflict, "Query was cancelled.");

    /// <summary>What a query that was stopped while it ran is answered with.</summary>
    public ServiceException WhyStopped() => Volatile.Read(ref _cancelled)
        ? Cancelled()
        : new ServiceException(
            ServiceError.QueryExecution, "The query took longer than one call may run. Read less data, or in smaller pages.");

    private void Stop()
    {
        _cancellation.Cancel();
        lock (_lock)
        {
            _cursor?.Dispose();
            (_cursor, _served) = (null, default);
        }
    }

    private ReadOnlyMemory<byte> Produce(string? token, long maxRows)
    {
        var answer = _scratch ??= new ArrayBufferWriter<byte>(FirstScratch);
        answer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(answer, JsonAnswer.Options);
        json.WriteStartObject();
        json.WriteString("QueryId"u8, Id);
        ColumnInfo.Write(json, _cursor!.Columns);
        bool more = _cursor.WritePage(json, maxRows);
        NextToken = more ? RequestId.New() + RequestId.New() : null;
        if (more)
            json.WriteString("NextToken"u8, NextToken);
        WriteStatus(json);
        if (!more)
            Insights?.Write(json, _cursor);
        json.WriteEndObject();
        json.Flush();
        if (!more)
            _cursor.Dispose();
        (_servedToken, _uses, _served) = (token, 1, answer.WrittenSpan.ToArray());
        return _served;
    }

    private void WriteStatus(Utf8JsonWriter json)
    {
        bool reads = !QueryString.AsSpan().TrimStart().StartsWith("SHOW", StringComparison.OrdinalIgnoreCase)
            && !QueryString.AsSpan().TrimStart().StartsWith("DESCRIBE", StringComparison.OrdinalIgnoreCase);
        json.WriteStartObject("QueryStatus"u8);
        json.WriteNumber("ProgressPercentage"u8, 100.0);
        json.WriteNumber("CumulativeBytesScanned"u8, Meter.Bytes);
        json.WriteNumber("CumulativeBytesMetered"u8, reads ? Math.Max(Meter.Bytes, MeteredAtLeast) : 0);
        json.WriteEndObject();
    }
}
