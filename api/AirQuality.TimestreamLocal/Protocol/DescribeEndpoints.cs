namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>
/// Tells clients where to send everything else: here. Most take the address literally and need the scheme; the JavaScript SDK puts it
/// in the place of the host name alone, and any scheme or port breaks it.
/// </summary>
internal static class DescribeEndpoints
{
    private const int CacheMinutes = 1440;

    /// <summary>The operation.</summary>
    public static Task HandleAsync(ServiceCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool isJavaScript = call.UserAgent.StartsWith("aws-sdk-js/", StringComparison.Ordinal);
        string address = isJavaScript ? new Uri($"http://{call.Host}").Host : $"http://{call.Host}";
        call.Json.WriteStartObject();
        call.Json.WriteStartArray("Endpoints"u8);
        call.Json.WriteStartObject();
        call.Json.WriteString("Address"u8, address);
        call.Json.WriteNumber("CachePeriodInMinutes"u8, CacheMinutes);
        call.Json.WriteEndObject();
        call.Json.WriteEndArray();
        call.Json.WriteEndObject();
        return Task.CompletedTask;
    }
}
