using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AirQuality.TimestreamLocal.Protocol.Queries;

/// <summary>The first page of a query, as it was answered.</summary>
/// <param name="Answer">The JSON.</param>
/// <param name="NextToken">The token of the page after it; null where it was the last.</param>
internal sealed record FirstPage(ReadOnlyMemory<byte> Answer, string? NextToken);

/// <summary>
/// Makes queries idempotent by their ClientToken (API reference, Query): within five minutes the same call gets the same answer and a call
/// with other parameters fails; later the token is spent, until it is forgotten after four hours. Memory is bounded: of many tokens the
/// oldest are forgotten early, and of many answers the oldest are given up, whose call then runs again.
/// </summary>
internal sealed class ClientTokens(TimeProvider time)
{
    private const int MostTokens = 16_384;
    private const int MostBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Life = TimeSpan.FromHours(4);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Use> _uses = new(StringComparer.Ordinal);
    private readonly Queue<Use> _byAge = new();
    private readonly Queue<Use> _answered = new();
    private int _bytes;

    /// <summary>What the same call was answered; null where the call is new, or its answer was given up.</summary>
    /// <exception cref="ServiceException">ValidationException: the token was used for another call, or too long ago.</exception>
    public FirstPage? Find(QueryRequest request)
    {
        if (request.ClientToken is not { } token)
            return null;
        lock (_lock)
        {
            Forget();
            if (!_uses.TryGetValue(token, out var use))
                return null;
            if (time.GetUtcNow() - use.Since >= Window)
                throw ServiceException.Validation("The ClientToken was used more than five minutes ago. A new query needs a new token.");
            if (use.Call != CallOf(request))
                throw ServiceException.Validation(
                    "The ClientToken was used within the last five minutes with other parameters. A new query needs a new token.");
            return use.Page;
        }
    }

    /// <summary>Keeps what a call was answered. Calls that failed are not kept: what failed may be mended and sent again.</summary>
    public void Add(QueryRequest request, FirstPage page)
    {
        if (request.ClientToken is not { } token)
            return;
        lock (_lock)
        {
            var use = new Use(token, CallOf(request), time.GetUtcNow()) { Page = page };
            _uses[token] = use;
            _byAge.Enqueue(use);
            _answered.Enqueue(use);
            _bytes += page.Answer.Length;
            Forget();
        }
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        while (_answered.TryPeek(out var use) && (_bytes > MostBytes || now - use.Since >= Window))
        {
            _bytes -= use.Page!.Answer.Length;
            use.Page = null;
            _answered.Dequeue();
        }

        while (_byAge.TryPeek(out var use) && (_byAge.Count > MostTokens || now - use.Since >= Life))
        {
            _byAge.Dequeue();
            if (ReferenceEquals(_uses.GetValueOrDefault(use.Token), use))
                _uses.Remove(use.Token);
        }
    }

    private static string CallOf(QueryRequest request)
    {
        string call = string.Create(CultureInfo.InvariantCulture, $"{request.MaxRows} {request.WantsInsights} {request.QueryString}");
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(call)));
    }

    /// <summary>A call that used a token.</summary>
    /// <param name="Token">The token.</param>
    /// <param name="Call">A hash of the parameters: a query may be long.</param>
    /// <param name="Since">When.</param>
    private sealed record Use(string Token, string Call, DateTimeOffset Since)
    {
        public FirstPage? Page { get; set; }
    }
}
