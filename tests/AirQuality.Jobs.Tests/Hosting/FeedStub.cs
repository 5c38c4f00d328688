using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AirQuality.Jobs.Tests.Hosting;

/// <summary>A feed on loopback that answers as a test says.</summary>
internal sealed class FeedStub : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FeedStub(WebApplication app) => _app = app;

    /// <summary>Where it is.</summary>
    public Uri Url => new(_app.Urls.First() + "/data.json");

    /// <summary>The requests so far.</summary>
    public List<IHeaderDictionary> Requests { get; } = [];

    /// <summary>Starts a stub.</summary>
    public static async Task<FeedStub> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new FeedStub(app);
        app.Run(async context =>
        {
            lock (stub.Requests)
                stub.Requests.Add(new HeaderDictionary(context.Request.Headers.ToDictionary(h => h.Key, h => h.Value)));
            await answer(context);
        });
        await app.StartAsync();
        return stub;
    }

    /// <summary>Starts a stub that answers with bytes.</summary>
    public static Task<FeedStub> StartAsync(byte[] body, string contentType = "application/json") => StartAsync(async context =>
    {
        context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(body);
    });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
