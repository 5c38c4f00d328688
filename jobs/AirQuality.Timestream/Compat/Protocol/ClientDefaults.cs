using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AirQuality.Timestream.Compat.Protocol;

/// <summary>
/// The SDK's default modes (AWS SDKs and tools reference guide, "Smart configuration defaults"); they differ in the connect time-out.
/// </summary>
internal static class ClientDefaults
{
    public static DefaultConfigurationProvider Provider { get; } = new(
    [
        Mode(DefaultConfigurationMode.Standard, 3_100),
        Mode(DefaultConfigurationMode.InRegion, 1_100),
        Mode(DefaultConfigurationMode.CrossRegion, 3_100),
        Mode(DefaultConfigurationMode.Mobile, 30_000),
        Mode(DefaultConfigurationMode.Auto, 1_100),
    ]);

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, int connectMs) => new()
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromMilliseconds(connectMs),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(connectMs),
    };
}
