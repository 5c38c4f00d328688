using System.Collections.Concurrent;

namespace AirQuality.LoadTest.Tests.Elastic;

/// <summary>Clients that ask without end, and remember what went wrong.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _failures = [];
    private readonly Task _clients;
    private int _answers;

    private Load(HttpClient client, int clients, string path, TimeSpan pause) =>
        _clients = Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(() => AskAsync(client, path, pause))));

    /// <summary>Answers with 200, whole.</summary>
    public int Answers => Volatile.Read(ref _answers);

    public static Load Of(HttpClient client, int clients, string path, TimeSpan pause = default) => new(client, clients, path, pause);

    /// <summary>Ends it after so many more answers.</summary>
    /// <returns>What went wrong.</returns>
    public async Task<IReadOnlyCollection<string>> EndAsync(int more = 0)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var enough = Answers + more;
        while (Answers < enough)
            await Task.Delay(20, limit.Token);
        await _stop.CancelAsync();
        await _clients;
        return _failures;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _stop.Dispose();
    }

    // A request that was begun is awaited: only the loop is stopped.
    private async Task AskAsync(HttpClient client, string path, TimeSpan pause)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var answer = await client.GetAsync(path);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsStringAsync();
                Interlocked.Increment(ref _answers);
            }
            catch (HttpRequestException failure)
            {
                _failures.Enqueue(failure.Message);
            }
            await Task.Delay(pause);
        }
    }
}
