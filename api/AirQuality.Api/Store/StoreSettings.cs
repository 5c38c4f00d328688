using AirQuality.Api.Settings;

namespace AirQuality.Api.Store;

/// <summary>How the store is watched. Section <c>Store</c>.</summary>
internal sealed class StoreSettings : ISettings
{
    /// <summary>How far back the newest reading of a sensor may lie to be among the latest, in hours. Default 24.</summary>
    public int LookbackHours { get; set; } = 24;

    /// <summary>
    /// Every how many seconds the store is asked whether something was written. Null: 2 for a store on this machine, 30 for one elsewhere,
    /// where each question is billed.
    /// </summary>
    public double? PollSeconds { get; set; }

    /// <summary>
    /// Every how many seconds all of the lookback is looked at, for what was written late. Null: 60 for a store on this machine, 900 for one
    /// elsewhere.
    /// </summary>
    public double? FullLookSeconds { get; set; }

    /// <summary>After how many minutes without a new reading the store counts as stale. Default 15, three cycles.</summary>
    public int StaleAfterMinutes { get; set; } = 15;

    /// <summary>How long a request waits for the first look at the store after the start, in seconds. Default 10.</summary>
    public int FirstLookSeconds { get; set; } = 10;

    /// <inheritdoc />
    public IEnumerable<string> Validate()
    {
        if (LookbackHours is < 1 or > 8_784)
            yield return $"Store:LookbackHours is {LookbackHours}; it must be 1 to 8784.";
        if (PollSeconds is < 0.1 or > 3_600)
            yield return FormattableString.Invariant($"Store:PollSeconds is {PollSeconds}; it must be 0.1 to 3600.");
        if (FullLookSeconds is < 1 or > 86_400)
            yield return FormattableString.Invariant($"Store:FullLookSeconds is {FullLookSeconds}; it must be 1 to 86400.");
        if (StaleAfterMinutes is < 1 or > 10_080)
            yield return $"Store:StaleAfterMinutes is {StaleAfterMinutes}; it must be 1 to 10080.";
        if (FirstLookSeconds is < 0 or > 60)
            yield return $"Store:FirstLookSeconds is {FirstLookSeconds}; it must be 0 to 60.";
    }
}
