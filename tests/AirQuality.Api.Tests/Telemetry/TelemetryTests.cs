using AirQuality.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AirQuality.Api.Tests.Telemetry;

public sealed class TelemetryTests : IAsyncLifetime
{
    private const string Secret = "f2b1c0ffee";
    private FilledStore _store = null!;

    public async Task InitializeAsync() => _store = await FilledStore.StartAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData("Telemetry:OtlpEndpoint")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public async Task Collector_WhereItIsSet_GetsTracesAndMetricsWithoutAnySecret(string setting)
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using (var host = await ApiHost.StartAsync(_store, (setting, collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")))
        {
            await host.GetAsync("/v1/stats");
            await host.GetAsync("/v1/stats");
            using var refused = new HttpRequestMessage(HttpMethod.Get, $"/v1/stats?api_key={Secret}");
            refused.Headers.Add("X-Api-Key", Secret);
            await host.Client.SendAsync(refused);
            Assert.True(host.Services.GetRequiredService<TracerProvider>().ForceFlush());
            Assert.True(host.Services.GetRequiredService<MeterProvider>().ForceFlush());
        }

        var traces = collector.Of("/v1/traces");
        Assert.All(
            (string[])["airquality-api", "GET /v1/stats", "look at the store", "SELECT readings", "db.system.name", "aws.timestream", "db.collection.name"],
            name => Assert.Contains(name, traces, StringComparison.Ordinal));
        var metrics = collector.Of("/v1/metrics");
        Assert.All(
            (string[])
            [
                "http.server.request.duration", "db.client.operation.duration", "airquality.store.looks", "airquality.view.sensors",
                "airquality.view.age", "airquality.readings.age", "airquality.answers", "dotnet.",
            ],
            name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, traces + metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("FROM \"air_quality\"", traces + metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collector_WhereNoneIsSet_IsNotMadeUp()
    {
        await using var host = await ApiHost.StartAsync(_store);
        Assert.Null(host.Services.GetService<TracerProvider>());
        Assert.Null(host.Services.GetService<MeterProvider>());
    }
}
