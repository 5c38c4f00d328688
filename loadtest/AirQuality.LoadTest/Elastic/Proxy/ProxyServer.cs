using System.Net;
using AirQuality.LoadTest.Commands;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Yarp.ReverseProxy.Forwarder;

namespace AirQuality.LoadTest.Elastic.Proxy;

/// <summary>The one address behind which the workers are, on loopback.</summary>
internal sealed class ProxyServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Forwarding _forwarding;

    private ProxyServer(WebApplication app, Forwarding forwarding)
    {
        _app = app;
        _forwarding = forwarding;
        Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="balancer">Whose turn it is.</param>
    /// <param name="traffic">Counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LoadTestException">The port is taken.</exception>
    public static async Task<ProxyServer> StartAsync(int port, Balancer balancer, Traffic traffic, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // the workers know their own limits
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        builder.Services.AddHttpForwarder();
        var app = builder.Build();
        var forwarding = new Forwarding(balancer, traffic, app.Services.GetRequiredService<IHttpForwarder>());
        app.Run(forwarding.SendAsync);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException taken)
        {
            await app.DisposeAsync();
            throw new LoadTestException(ExitCode.Missing, $"--port: the proxy cannot listen on port {port}: {taken.Message} Take another, or 0 for a free one.");
        }
        return new ProxyServer(app, forwarding);
    }

    /// <summary>Takes no new connection, and waits for the requests that are under way.</summary>
    /// <param name="patience">Ends the wait.</param>
    public Task StopAsync(CancellationToken patience) => _app.StopAsync(patience);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _forwarding.Dispose();
    }

    // Signals belong to the program, which ends the workers after the proxy.
    private sealed class HostedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
