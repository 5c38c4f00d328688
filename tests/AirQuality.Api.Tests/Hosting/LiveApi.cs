using AirQuality.TimestreamLocal;
using Microsoft.AspNetCore.Builder;

namespace AirQuality.Api.Tests.Hosting;

/// <summary>The API on a real port, with Kestrel before it, over an empty store.</summary>
internal sealed class LiveApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimestreamLocalServer _store;
    private readonly string _folder;

    private LiveApi(WebApplication app, TimestreamLocalServer store, string folder)
    {
        (_app, _store, _folder) = (app, store, folder);
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts one.</summary>
    public static async Task<LiveApi> StartAsync(params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("airquality-live-").FullName;
        var store = await TimestreamLocalServer.StartAsync(new TimestreamLocalOptions { DataFile = Path.Combine(folder, "timestream.db") });
        (string Key, string Value)[] own =
        [
            ("Urls", "http://127.0.0.1:0"), ("Timestream:Endpoint", store.Endpoint.ToString()), ("Timestream:MaxAttempts", "1"),
            ("Logging:LogLevel:Default", "None"), ("Logging:LogLevel:Microsoft.AspNetCore", "None"),
        ];
        var app = ApiApp.Build([.. own.Concat(settings).Select(setting => $"--{setting.Key}={setting.Value}")]);
        await app.StartAsync();
        return new(app, store, folder);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
