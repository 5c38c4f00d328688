using System.Diagnostics;

namespace AirQuality.Api.Telemetry;

/// <summary>The traces of what the API does by itself.</summary>
internal static class ApiActivity
{
    /// <summary>The name of the API's traces and of its metrics.</summary>
    public const string Name = "AirQuality.Api";

    /// <summary>Starts them.</summary>
    public static ActivitySource Source { get; } = new(Name);
}
