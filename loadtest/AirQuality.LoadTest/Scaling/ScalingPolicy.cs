namespace AirQuality.LoadTest.Scaling;

/// <summary>When a group grows and shrinks, by one instance at a time. The defaults are those of <c>grafana/fleet.yaml</c>.</summary>
internal sealed record ScalingPolicy
{
    /// <summary>The group grows when the average CPU is above this many percent …</summary>
    public double ScaleOutAbovePercent { get; init; } = 60;

    /// <summary>… for so many minutes in a row.</summary>
    public int ScaleOutMinutes { get; init; } = 3;

    /// <summary>The group shrinks when the average CPU is below this many percent …</summary>
    public double ScaleInBelowPercent { get; init; } = 42;

    /// <summary>… for so many minutes in a row.</summary>
    public int ScaleInMinutes { get; init; } = 15;

    /// <summary>How long after a change nothing is changed.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromSeconds(150);

    /// <summary>Instances at least.</summary>
    public int Min { get; init; } = 1;

    /// <summary>Instances at most.</summary>
    public int Max { get; init; } = 5;
}
