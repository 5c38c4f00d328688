using AirQuality.Api.Settings;

namespace AirQuality.Api.Store;

/// <summary>Where a machine keeps everything. At the top of the settings.</summary>
internal sealed class DataSettings : ISettings
{
    /// <summary>The folder, the same as <c>airquality --data</c>. Default <c>.data</c>.</summary>
    public string Data { get; set; } = ".data";

    /// <inheritdoc />
    public IEnumerable<string> Validate()
    {
        if (string.IsNullOrWhiteSpace(Data))
            yield return "Data: name a folder.";
    }
}
