using System.Net;
using System.Text.Json;
using AirQuality.Api.Store;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AirQuality.Api.Tests.Hosting;

/// <summary>The API in this process, over a live local Timestream with real readings. One for a test class that changes nothing.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> _factory;
    private readonly FilledStore? _ownStore;

    private ApiHost(FilledStore store, bool ownsStore, IEnumerable<(string Key, string Value)> settings)
    {
        Store = store;
        _ownStore = ownsStore ? store : null;
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            // As it is deployed; in development the framework would serve the page from where it is built.
            host.UseEnvironment(Environments.Production);
            host.UseSetting("Timestream:Endpoint", store.Endpoint.ToString());
            host.UseSetting("Timestream:MaxAttempts", "1");
            host.UseSetting("Logging:LogLevel:Default", "Warning");
            foreach (var (key, value) in settings)
                host.UseSetting(key, value);
            host.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(store.Time)));
        });
        Client = _factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
    }

    /// <summary>What it serves.</summary>
    public FilledStore Store { get; }

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; }

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>Starts one over a store of its own, or over a given one.</summary>
    public static async Task<ApiHost> StartAsync(FilledStore? store = null, params (string Key, string Value)[] settings) =>
        new(store ?? await FilledStore.StartAsync(), store is null, settings);

    /// <summary>Asks for JSON that must come.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Asks for what must be refused; the problem.</summary>
    public async Task<JsonElement> GetProblemAsync(string path, HttpStatusCode status)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{path}: {response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Lets the API look at the store once more, and waits until it saw something else than before.</summary>
    public async Task SeeAsync(Func<StoreSnapshot?, bool> until)
    {
        var watch = Services.GetRequiredService<StoreWatch>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!until(watch.Current))
        {
            Store.Time.Advance(watch.Patience);
            await Task.Delay(10, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
        if (_ownStore is not null)
            await _ownStore.DisposeAsync();
    }
}
