namespace AirQuality.TimestreamLocal.Protocol.Queries;

/// <summary>The queries that run or have pages left. The longest idle ones give way: an hour after their last page, or when there are
/// more than this server keeps open (each holds a snapshot of the store).</summary>
internal sealed class QuerySessions(TimeProvider time) : IDisposable
{
    private const int MostKept = 64;
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);
    private readonly Lock _lock = new();
    private readonly List<QuerySession> _sessions = [];

    /// <summary>How many queries may compute at once; the others wait their turn.</summary>
    public SemaphoreSlim Running { get; } = new(2 * Environment.ProcessorCount);

    /// <summary>Keeps a new query.</summary>
    public void Add(QuerySession session)
    {
        List<QuerySession> expired;
        lock (_lock)
        {
            session.LastUsed = time.GetUtcNow();
            _sessions.Add(session);
            expired = [.. _sessions.Where(old => time.GetUtcNow() - old.LastUsed >= TokenLife)];
            expired.AddRange(_sessions.Except(expired).OrderBy(old => old.LastUsed).SkipLast(MostKept));
            _sessions.RemoveAll(expired.Contains);
        }

        expired.ForEach(old => old.Dispose());
    }

    /// <summary>The query whose page has a token, or had it last; null where there is none any more.</summary>
    public QuerySession? FindByToken(string token, string queryString)
    {
        lock (_lock)
        {
            var session = _sessions.Find(kept => kept.Knows(token) && kept.QueryString == queryString);
            if (session is null || time.GetUtcNow() - session.LastUsed >= TokenLife)
                return null;
            session.LastUsed = time.GetUtcNow();
            return session;
        }
    }

    /// <summary>The query of an id; null where there is none any more.</summary>
    public QuerySession? FindById(string id)
    {
        lock (_lock)
            return _sessions.Find(session => session.Id == id);
    }

    /// <summary>Forgets a query.</summary>
    public void Remove(QuerySession session)
    {
        lock (_lock)
            _sessions.Remove(session);
        session.Dispose();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        List<QuerySession> all;
        lock (_lock)
        {
            all = [.. _sessions];
            _sessions.Clear();
        }

        all.ForEach(session => session.Dispose());
        Running.Dispose();
    }
}
