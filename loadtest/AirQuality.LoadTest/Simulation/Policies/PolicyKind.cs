namespace AirQuality.LoadTest.Simulation.Policies;

/// <summary>The kinds of EC2 Auto Scaling's dynamic policies.</summary>
internal enum PolicyKind
{
    /// <summary>Two alarms and a cooldown: ±1.</summary>
    Simple,

    /// <summary>Two alarms; instances that warm up count as a step already taken.</summary>
    Step,

    /// <summary>A target; the alarms follow from it.</summary>
    TargetTracking,
}
