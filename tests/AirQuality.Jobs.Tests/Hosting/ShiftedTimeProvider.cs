namespace AirQuality.Jobs.Tests.Hosting;

/// <summary>A clock that runs as the real one does, from another start: recorded feeds stay inside retention windows for ever.</summary>
internal sealed class ShiftedTimeProvider(DateTimeOffset start) : TimeProvider
{
    private TimeSpan _offset = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _offset;

    /// <summary>Moves the clock, also back.</summary>
    public void Step(TimeSpan by) => _offset += by;
}
