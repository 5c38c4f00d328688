namespace AirQuality.Api.Settings;

/// <summary>A section of the settings that can tell what is wrong with it.</summary>
internal interface ISettings
{
    /// <summary>All problems, each naming its key and limit; empty where there are none.</summary>
    IEnumerable<string> Validate();
}
