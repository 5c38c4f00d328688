using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Jobs.Settings;

namespace AirQuality.Jobs.Engine.InProcess;

/// <summary>Everything in this process.</summary>
internal sealed class InProcessEngine(TimeProvider time) : IEngine
{
    /// <inheritdoc />
    public ICycleRuntime OpenCycles(TableConnection table, AirQualitySettings settings) => new InProcessRuntime(table, time);

    /// <inheritdoc />
    public IBackfillRuntime OpenBackfill(TableConnection table, IArchiveSource source, string location, AirQualitySettings settings) =>
        new InProcessBackfill(table, source, settings, time);
}
