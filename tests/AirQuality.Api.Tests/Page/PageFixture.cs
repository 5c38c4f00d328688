using System.Diagnostics;
using AirQuality.Api.Tests.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;

namespace AirQuality.Api.Tests.Page;

/// <summary>The tests that need the built page, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PageTestGroup : ICollectionFixture<PageFixture>
{
    public const string Name = "page";
}

/// <summary>The page as it is built, served by the API on a real port over a real store, and a browser to look at it.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    // Chromium as root in a sandboxed machine without a network.
    private static readonly string[] ChromiumArguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly string Root = Path.GetFullPath(Path.Combine(Fixtures.Root, "..", ".."));
    private WebApplicationFactory<Program>? _factory;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where pictures are kept.</summary>
    public static string Artifacts => Path.Combine(Root, "artifacts", "tests");

    /// <summary>Where the page is.</summary>
    internal string Url { get; private set; } = "";

    /// <summary>What it shows.</summary>
    internal FilledStore Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (new BrowserFactAttribute().Skip is not null)
            return;
        await BuildAsync();
        Store = await FilledStore.StartAsync();
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment(Environments.Production);
            host.UseSetting("Timestream:Endpoint", Store.Endpoint.ToString());
            host.UseSetting("Timestream:MaxAttempts", "1");
            host.UseSetting("Logging:LogLevel:Default", "Warning");
            host.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
            host.UseSetting(WebHostDefaults.WebRootKey, Path.Combine(Root, "api", "AirQuality.Api", "wwwroot"));
            host.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Store.Time)));
        });
        _factory.UseKestrel();
        _factory.StartServer();
        Url = _factory.ClientOptions.BaseAddress.ToString();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFactAttribute.Chromium, Args = ChromiumArguments });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_factory is not null)
            await _factory.DisposeAsync();
        if (Store is not null)
            await Store.DisposeAsync();
    }

    /// <summary>Opens the page in a window of its own, and waits until every panel has something to show.</summary>
    /// <param name="query">The address's query string.</param>
    /// <param name="width">The window's width in pixels.</param>
    /// <param name="colours">What the visitor prefers.</param>
    internal async Task<IPage> OpenAsync(string query = "", int width = 1280, ColorScheme colours = ColorScheme.Light)
    {
        var page = await _browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = colours, AcceptDownloads = true });
        await page.GotoAsync(Url + query);
        foreach (var panel in (string[])["series", "max", "mean", "map", "table"])
            await Assertions.Expect(page.GetByTestId($"panel-{panel}")).ToHaveAttributeAsync("data-state", "ready", new() { Timeout = 30_000 });
        return page;
    }

    private static async Task BuildAsync()
    {
        using var build = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Root, "api", "web", "build.sh")]) { RedirectStandardError = true })!;
        var error = await build.StandardError.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.True(build.ExitCode == 0, error);
    }
}
