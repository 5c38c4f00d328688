using System.Net;
using System.Net.Sockets;
using System.Text;
using AirQuality.LoadTest.Elastic.Proxy;
using AirQuality.LoadTest.Elastic.Workers;

namespace AirQuality.LoadTest.Tests.Elastic;

/// <summary>What the proxy does with workers that give no answer, or half of one.</summary>
public sealed class ProxyTests : IAsyncLifetime, IDisposable
{
    private readonly Balancer _balancer = new();
    private readonly Traffic _traffic = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _client = new();
    private ProxyServer? _proxy;

    public async Task InitializeAsync()
    {
        _proxy = await ProxyServer.StartAsync(0, _balancer, _traffic, CancellationToken.None);
        _client.BaseAddress = new Uri(_proxy.Url);
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _proxy!.DisposeAsync();
    }

    public void Dispose()
    {
        _client.Dispose();
        _stop.Dispose();
    }

    [Theory]
    [InlineData(false)] // nobody listens
    [InlineData(true)] // somebody takes the request and is gone
    public async Task Get_ToAWorkerThatIsGone_IsAnsweredByAnother(bool listens)
    {
        var gone = listens ? Worker("") : new Target($"http://127.0.0.1:{WorkerCommand.FreePort()}");
        _balancer.Add(gone);
        _balancer.Add(Worker("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole"));

        for (var i = 0; i < 6; i++)
            Assert.Equal("whole", await _client.GetStringAsync("/"));

        Assert.True(gone.IsSuspect);
        Assert.Equal((6, 1, 0), (_traffic.Requests, _traffic.Retries, _traffic.Failures)); // Once suspect, it is passed over.
    }

    [Fact]
    public async Task Post_ToAWorkerThatIsGone_IsNotRepeated()
    {
        _balancer.Add(Worker(""));
        _balancer.Add(Worker(""));

        using var content = new StringContent("a step");
        using var answer = await _client.PostAsync("/v1/steps", content);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal((1, 0, 1), (_traffic.Requests, _traffic.Retries, _traffic.Failures));
    }

    [Fact]
    public async Task Get_WhoseAnswerBreaksOff_FailsAndIsCounted()
    {
        _balancer.Add(Worker("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));

        await Assert.ThrowsAsync<HttpRequestException>(() => _client.GetStringAsync("/"));

        Assert.Equal((1, 0, 1), (_traffic.Requests, _traffic.Retries, _traffic.Failures));
    }

    [Fact]
    public async Task Get_WithoutWorkers_IsUnavailable()
    {
        using var answer = await _client.GetAsync("/");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(1, _traffic.Failures);
    }

    [Fact]
    public async Task Get_ThatTheWorkerFails_IsPassedOnAndCountedApart()
    {
        _balancer.Add(Worker("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"));

        using var answer = await _client.GetAsync("/");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal((0, 1), (_traffic.Failures, _traffic.ServerErrors));
    }

    [Fact]
    public void Enter_AfterRemove_GivesNoPlace()
    {
        var target = new Target("http://127.0.0.1:1");
        _balancer.Add(target);
        Assert.Same(target, _balancer.Enter([]));

        _balancer.Remove(target);

        Assert.Null(_balancer.Enter([]));
        Assert.False(target.TryEnter());
        Assert.Equal(1, target.InFlight); // The place that was taken before.
    }

    // Reads a request on each connection, answers these bytes and closes.
    private Target Worker(string answer)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = AnswerAsync(listener, Encoding.ASCII.GetBytes(answer), _stop.Token);
        return new Target($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    private static async Task AnswerAsync(TcpListener listener, byte[] answer, CancellationToken stop)
    {
        using (listener)
        {
            while (!stop.IsCancellationRequested)
            {
                using var connection = await listener.AcceptTcpClientAsync(stop);
                await using var stream = connection.GetStream();
                var heads = new byte[4_096];
                _ = await stream.ReadAsync(heads, stop);
                await stream.WriteAsync(answer, stop);
                connection.Client.Shutdown(SocketShutdown.Send);
            }
        }
    }
}
