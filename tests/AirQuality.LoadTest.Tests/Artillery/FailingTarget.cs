using System.Net;
using System.Net.Sockets;

namespace AirQuality.LoadTest.Tests.Artillery;

/// <summary>Stands in for an API that answers 500 to each n-th request.</summary>
internal sealed class FailingTarget : IAsyncDisposable
{
    private static readonly byte[] _answer = """{"results":[{"locationId":1},{"locationId":2}]}"""u8.ToArray();
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public FailingTarget(int everyNth)
    {
        using (var port = new TcpListener(IPAddress.Loopback, 0))
        {
            port.Start();
            Url = $"http://{port.LocalEndpoint}";
        }
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _serving = ServeAsync(everyNth);
    }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync(int everyNth)
    {
        for (var number = 1; ; number++)
        {
            HttpListenerContext request;
            try
            {
                request = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return; // stopped
            }
            request.Response.StatusCode = number % everyNth == 0 ? 500 : 200;
            request.Response.Close(_answer, willBlock: false);
        }
    }
}
