using System.Net;
using System.Text.Json;
using AirQuality.TimestreamLocal;
using Microsoft.AspNetCore.Mvc.Testing;

namespace AirQuality.Api.Tests.Steps.Hosting;

/// <summary>
/// The API in this process, over the empty store of a data folder of its own, with three keys. The store is served from here: built within the
/// API, its host could be taken by the factory for the one that it waits for.
/// </summary>
internal sealed class StepsHost : IAsyncDisposable
{
    /// <summary>Reads and writes.</summary>
    public const string OpsKey = "aq_ops-secret";

    /// <summary>Only reads.</summary>
    public const string ViewerKey = "aq_viewer-secret";

    /// <summary>Another who reads and writes.</summary>
    public const string OtherKey = "aq_other-secret";

    private readonly WebApplicationFactory<Program> _factory;
    private readonly TimestreamLocalServer _store;
    private readonly bool _ownsFolder;

    private StepsHost(string folder, bool ownsFolder, TimestreamLocalServer store, (string Key, string Value)[] settings)
    {
        (Folder, _ownsFolder, _store) = (folder, ownsFolder, store);
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("Data", Folder);
            host.UseSetting("Timestream:Endpoint", store.Endpoint.ToString());
            host.UseSetting("Logging:LogLevel:Default", "Error");
            foreach (var (index, (name, secret, scopes)) in Keys.Index())
            {
                host.UseSetting($"Keys:{index}:Name", name);
                host.UseSetting($"Keys:{index}:Sha256", HashOf(secret));
                foreach (var (place, scope) in scopes.Index())
                    host.UseSetting($"Keys:{index}:Scopes:{place}", scope);
            }
            foreach (var (key, value) in settings)
                host.UseSetting(key, value);
        });
        Client = ClientWith(OpsKey);
    }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>Asks with <see cref="OpsKey"/>.</summary>
    public HttpClient Client { get; }

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _factory.Services;

    private static (string Name, string Secret, string[] Scopes)[] Keys =>
    [
        ("ops", OpsKey, ["steps:read", "steps:write"]), ("viewer", ViewerKey, ["steps:read"]), ("other", OtherKey, ["steps:read", "steps:write"]),
    ];

    /// <summary>Starts one.</summary>
    public static Task<StepsHost> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(Directory.CreateTempSubdirectory("airquality-steps-").FullName, ownsFolder: true, settings);

    /// <summary>Starts one on a folder that is there already, as after a restart.</summary>
    public static Task<StepsHost> StartInAsync(string folder, params (string Key, string Value)[] settings) => StartAsync(folder, ownsFolder: false, settings);

    /// <summary>A client that shows a key; null for none.</summary>
    public HttpClient ClientWith(string? key)
    {
        var client = _factory.CreateClient(new() { AllowAutoRedirect = false });
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    /// <summary>Submits a body.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string body, string? idempotencyKey = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/steps") { Content = new StringContent(body, null, "application/json") };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await (client ?? Client).SendAsync(request);
    }

    /// <summary>Submits a body that must be taken; the step.</summary>
    public async Task<JsonElement> SubmittedAsync(string body, string? idempotencyKey = null)
    {
        using var response = await SubmitAsync(body, idempotencyKey);
        return await BodyAsync(response, HttpStatusCode.Accepted);
    }

    /// <summary>Asks for JSON that must come with a status.</summary>
    public async Task<JsonElement> GetAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return await BodyAsync(response, status);
    }

    /// <summary>Cancels a step; the answer's body.</summary>
    public async Task<JsonElement> CancelAsync(string id, HttpStatusCode status = HttpStatusCode.Accepted)
    {
        using var response = await Client.PostAsync(new Uri($"/v1/steps/{id}/cancel", UriKind.Relative), null);
        return await BodyAsync(response, status);
    }

    /// <summary>Waits until a step is in one of some states.</summary>
    public async Task<JsonElement> WaitAsync(string id, params string[] states)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var step = await GetAsync($"/v1/steps/{id}");
            if (states.Contains(step.GetProperty("state").GetString()))
                return step;
            await Task.Delay(50, limit.Token);
        }
    }

    /// <summary>The body of an answer that must have a status.</summary>
    public static async Task<JsonElement> BodyAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        if (status >= HttpStatusCode.BadRequest)
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The last part of a problem's type.</summary>
    public static string CodeOf(JsonElement problem) => problem.GetProperty("type").GetString()!.Split(':')[^1];

    /// <summary>A step's id.</summary>
    public static string IdOf(JsonElement step) => step.GetProperty("id").GetString()!;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
        await _store.DisposeAsync();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }

    private static async Task<StepsHost> StartAsync(string folder, bool ownsFolder, (string Key, string Value)[] settings)
    {
        var store = await TimestreamLocalServer.StartAsync(new TimestreamLocalOptions { DataFile = Path.Combine(folder, "timestream.db") });
        return new(folder, ownsFolder, store, settings);
    }

    private static string HashOf(string secret) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));
}
