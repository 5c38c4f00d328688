using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Jobs.Settings;

namespace AirQuality.Jobs.Engine;

/// <summary>Where the work runs: in this process, or on a Spark cluster. One a program; a verb opens what it needs.</summary>
internal interface IEngine
{
    /// <summary>Opens what cycles run on.</summary>
    ICycleRuntime OpenCycles(TableConnection table, AirQualitySettings settings);

    /// <summary>Opens what a backfill runs on.</summary>
    /// <param name="table">The table.</param>
    /// <param name="source">The archive.</param>
    /// <param name="location">Where that is, for workers that open it themselves.</param>
    /// <param name="settings">Valid settings.</param>
    IBackfillRuntime OpenBackfill(TableConnection table, IArchiveSource source, string location, AirQualitySettings settings);
}
