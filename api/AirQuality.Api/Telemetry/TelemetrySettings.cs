using AirQuality.Api.Settings;

namespace AirQuality.Api.Telemetry;

/// <summary>Where traces and metrics go. Section <c>Telemetry</c>.</summary>
internal sealed class TelemetrySettings : ISettings
{
    /// <summary>The base address of an OpenTelemetry collector that takes OTLP over HTTP. Default none, unless OTEL_EXPORTER_OTLP_ENDPOINT says so.</summary>
    public string? OtlpEndpoint { get; set; }

    /// <inheritdoc />
    public IEnumerable<string> Validate()
    {
        if (OtlpEndpoint is not null && EndpointOf(OtlpEndpoint) is null)
            yield return $"Telemetry:OtlpEndpoint is '{OtlpEndpoint}'; it must be an address such as http://127.0.0.1:4318.";
    }

    /// <summary>The address in a text; null where there is none.</summary>
    public static Uri? EndpointOf(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
