using System.Net;
using AirQuality.Api.Tests.Hosting;
using Microsoft.AspNetCore.Hosting;

namespace AirQuality.Api.Tests.Page;

public sealed class PageHostingTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("airquality-page-").FullName;
    private FilledStore _store = null!;

    public async Task InitializeAsync() => _store = await FilledStore.StartAsync();

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Get_WithAPage_ServesItFreshAndItsFilesForever()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "assets"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "index.html"), "<!doctype html><title>x</title>");
        await File.WriteAllTextAsync(Path.Combine(_folder, "assets", "index-a1b2.js"), "export {}");
        await using var host = await StartAsync();

        using var page = await host.Client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.True(page.Headers.CacheControl?.NoCache);
        Assert.Contains("default-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        using var script = await host.Client.GetAsync(new Uri("/assets/index-a1b2.js", UriKind.Relative));
        Assert.Equal("public, max-age=31536000, immutable", script.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", script.Headers.GetValues("X-Content-Type-Options").Single());

        using var nothing = await host.Client.GetAsync(new Uri("/assets/index-old.js", UriKind.Relative));
        await ProblemBody.ReadAsync(nothing, HttpStatusCode.NotFound, "not-found");
        using var outside = await host.Client.GetAsync(new Uri("/assets/..%2f..%2fappsettings.json", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
    }

    [Fact]
    public async Task Get_WithoutAPage_LeadsToWhatThereIs()
    {
        await using var host = await StartAsync();
        var links = await host.GetAsync("/");
        foreach (var name in (string[])["document", "swagger", "health"])
        {
            using var response = await host.Client.GetAsync(new Uri(links.GetProperty(name).GetString()!, UriKind.Relative));
            Assert.Contains(response.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.MovedPermanently, HttpStatusCode.ServiceUnavailable]);
        }
    }

    private Task<ApiHost> StartAsync() => ApiHost.StartAsync(_store, (WebHostDefaults.WebRootKey, _folder));
}
