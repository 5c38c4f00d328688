using System.Net;

namespace AirQuality.Api.Tests.Hosting;

/// <summary>An API that has seen its store, which then went away: a request that asks it anything ends as a 503.</summary>
public sealed class DeafStore : IAsyncLifetime
{
    internal ApiHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await ApiHost.StartAsync();
        await Host.SeeAsync(seen => seen is not null);
        await Host.Store.StopAsync();
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Asks for what must be refused as the client's fault; the parameters that the answer names.</summary>
    internal async Task<IReadOnlyList<string?>> RefusedAsync(string path)
    {
        var problem = await Host.GetProblemAsync(path, HttpStatusCode.BadRequest);
        Assert.Equal("urn:airquality:problem:invalid-parameters", problem.GetProperty("type").GetString());
        return [.. problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("parameter").GetString())];
    }
}
