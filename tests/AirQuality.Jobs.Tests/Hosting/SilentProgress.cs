using AirQuality.Jobs.Engine;

namespace AirQuality.Jobs.Tests.Hosting;

/// <summary>Keeps warnings, ignores the rest.</summary>
internal sealed class SilentProgress : ICycleProgress
{
    public List<string> Warnings { get; } = [];

    public void Stage(string what) { }

    public void Warn(string what) => Warnings.Add(what);
}
