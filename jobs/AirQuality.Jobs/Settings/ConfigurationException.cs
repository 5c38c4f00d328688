namespace AirQuality.Jobs.Settings;

/// <summary>A setting that cannot work; the message names the key and says what it takes. Ends the program with <see cref="Commands.ExitCode.Configuration"/>.</summary>
internal sealed class ConfigurationException(string message) : Exception(message);
