namespace AirQuality.LoadTest.Reporting.Measured;

/// <summary>artillery's summary of response times, in milliseconds; null where it did not say.</summary>
internal sealed record ResponseTimes
{
    /// <summary>How many answers.</summary>
    public double? Count { get; init; }

    /// <summary>The fastest.</summary>
    public double? Min { get; init; }

    /// <summary>The mean; artillery before 2.0.1 does not give it.</summary>
    public double? Mean { get; init; }

    /// <summary>The median.</summary>
    public double? P50 { get; init; }

    /// <summary>75 % were no slower.</summary>
    public double? P75 { get; init; }

    /// <summary>90 % were no slower.</summary>
    public double? P90 { get; init; }

    /// <summary>95 % were no slower.</summary>
    public double? P95 { get; init; }

    /// <summary>99 % were no slower.</summary>
    public double? P99 { get; init; }

    /// <summary>99.9 % were no slower.</summary>
    public double? P999 { get; init; }

    /// <summary>The slowest.</summary>
    public double? Max { get; init; }
}
