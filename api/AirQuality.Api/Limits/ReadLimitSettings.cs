using AirQuality.Api.Settings;

namespace AirQuality.Api.Limits;

/// <summary>How much one client may ask of the read side. Section <c>Limits</c>.</summary>
internal sealed class ReadLimitSettings : ISettings
{
    /// <summary>Requests a second and client address; 0 sets no limit. Default 2,000.</summary>
    public int ReadsPerSecond { get; set; } = 2_000;

    /// <inheritdoc />
    public IEnumerable<string> Validate()
    {
        if (ReadsPerSecond is < 0 or > 1_000_000)
            yield return $"Limits:ReadsPerSecond is {ReadsPerSecond}; it must be 0 to 1000000.";
    }
}
