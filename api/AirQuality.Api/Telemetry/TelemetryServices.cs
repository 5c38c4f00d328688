using AirQuality.Api.Settings;
using AirQuality.Timestream.Reading;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AirQuality.Api.Telemetry;

/// <summary>Traces and metrics over OTLP, where an endpoint is set; nothing is gathered otherwise.</summary>
internal static class TelemetryServices
{
    private const string StandardEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds our own metrics, and what sends them.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<TelemetrySettings>("Telemetry");
        services.AddSingleton<StoreMetrics>().AddSingleton<AnswerMetrics>();
        var own = TelemetrySettings.EndpointOf(configuration[$"Telemetry:{nameof(TelemetrySettings.OtlpEndpoint)}"]);
        if (own is null && configuration[StandardEndpoint] is not { Length: > 0 })
            return;
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                configuration["OTEL_SERVICE_NAME"] ?? "airquality-api", serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(traces => traces
                .AddSource(ApiActivity.Name, QueryTelemetry.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation())
            .WithMetrics(metrics => metrics
                .AddMeter(ApiActivity.Name, QueryTelemetry.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation());
        if (own is not null)
            telemetry.UseOtlpExporter(OtlpExportProtocol.HttpProtobuf, own);
        else
            telemetry.UseOtlpExporter(); // reads the standard's own variables
    }
}
