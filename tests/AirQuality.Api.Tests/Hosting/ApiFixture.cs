namespace AirQuality.Api.Tests.Hosting;

/// <summary>One API for all tests of a class that change nothing.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    internal ApiHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await ApiHost.StartAsync(settings: ("Limits:ReadsPerSecond", "0"));

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
