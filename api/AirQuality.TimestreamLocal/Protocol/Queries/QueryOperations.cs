using System.Text.RegularExpressions;
using AirQuality.TimestreamLocal.Catalog;
using AirQuality.TimestreamLocal.Sql;

namespace AirQuality.TimestreamLocal.Protocol.Queries;

/// <summary>Query and CancelQuery.</summary>
internal sealed partial class QueryOperations(
    QueryEngine engine, QuerySessions sessions, ResourceNames names, TimeProvider time, TimeSpan timeout)
{
    private readonly ClientTokens _tokens = new(time);

    /// <summary>Query: the first page of a query, or the page of a token.</summary>
    public async Task QueryAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        var request = call.Read(QueryJson.Default.QueryRequest);
        request.Check();
        await sessions.Running.WaitAsync(cancellationToken);
        try
        {
            call.Respond(request.NextToken is { } token ? Next(request, token) : First(request, cancellationToken));
        }
        catch (SqlException exception)
        {
            throw ServiceException.Validation(exception.Message);
        }
        finally
        {
            sessions.Running.Release();
        }
    }

    /// <summary>CancelQuery; may be repeated, and says the same of a query that has ended.</summary>
    public Task CancelAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = call.Read(QueryJson.Default.CancelQueryRequest);
        var constraints = new Constraints();
        if (constraints.Required(request.QueryId, "queryId"))
            CheckId(constraints, request.QueryId!);
        constraints.ThrowIfAny();
        sessions.FindById(request.QueryId!)?.Cancel();
        call.Json.WriteStartObject();
        call.Json.WriteString("CancellationMessage"u8, $"Query with id {request.QueryId} is cancelled.");
        call.Json.WriteEndObject();
        return Task.CompletedTask;
    }

    /// <summary>The same call gets the same answer, while the page after it can still be asked for; any other runs.</summary>
    private ReadOnlyMemory<byte> First(QueryRequest request, CancellationToken cancellationToken)
    {
        if (_tokens.Find(request) is { } page && (page.NextToken is not { } next || sessions.FindByToken(next, request.QueryString!) is not null))
            return page.Answer;
        return Run(request, cancellationToken);
    }

    private ReadOnlyMemory<byte> Run(QueryRequest request, CancellationToken cancellationToken)
    {
        var query = engine.Prepare(request.QueryString!);
        long nowNs = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        var insights = request.WantsInsights ? new QueryInsights(names, query.TableCount, nowNs) : null;
        var session = new QuerySession { QueryString = request.QueryString!, Insights = insights };
        sessions.Add(session);
        using var disconnect = cancellationToken.Register(session.Cancel);
        var context = new QueryContext(nowNs, session.Token) { Meter = session.Meter, OnScan = insights is null ? null : insights.Note };
        var cursor = new QueryCursor(query.Columns, query.Run(context));
        var answer = Limited(session, () => session.First(cursor, request.MaxRows ?? long.MaxValue));
        _tokens.Add(request, new FirstPage(answer, session.NextToken));
        return answer;
    }

    /// <summary>A later page is finished even when its client is gone: it will ask for it again.</summary>
    private ReadOnlyMemory<byte> Next(QueryRequest request, string token)
    {
        var session = sessions.FindByToken(token, request.QueryString!) ?? throw QuerySession.InvalidToken();
        return Limited(session, () => session.Page(token, request.MaxRows ?? long.MaxValue));
    }

    private ReadOnlyMemory<byte> Limited(QuerySession session, Func<ReadOnlyMemory<byte>> page)
    {
        using var timer = time.CreateTimer(_ => session.TimeOut(), null, timeout, Timeout.InfiniteTimeSpan);
        bool keep = false;
        try
        {
            var answer = page();
            keep = session.IsPaged;
            return answer;
        }
        catch (OperationCanceledException) when (session.Token.IsCancellationRequested)
        {
            throw session.WhyStopped();
        }
        catch (ServiceException)
        {
            keep = session.IsPaged;
            throw;
        }
        finally
        {
            if (!keep)
                sessions.Remove(session);
        }
    }

    private static void CheckId(Constraints constraints, string id)
    {
        constraints.Length(id, "queryId", 1, 64);
        if (!QueryId().IsMatch(id))
            constraints.Add(id, "queryId", "Member must satisfy regular expression pattern: [a-zA-Z0-9]+");
    }

    [GeneratedRegex("^[a-zA-Z0-9]+\\z")]
    private static partial Regex QueryId();
}
