using AirQuality.Jobs.Settings;

namespace AirQuality.Jobs.Engine;

/// <summary>Opens where cycles run, once a verb.</summary>
/// <param name="table">The table that they go to.</param>
/// <param name="settings">Valid settings.</param>
internal delegate ICycleRuntime OpenRuntime(TableConnection table, AirQualitySettings settings);
