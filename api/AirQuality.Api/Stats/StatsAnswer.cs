using System.ComponentModel;

namespace AirQuality.Api.Stats;

/// <summary>How much there is, and how fresh it is.</summary>
internal sealed record StatsAnswer(
    [property: Description("Rows of the whole table.")] long Rows,
    [property: Description("Sensors with a reading within the lookback.")] int Sensors,
    [property: Description("Locations with a reading within the lookback.")] int Locations,
    [property: Description("The time of the newest reading, UTC; null while the table is empty.")] DateTime? NewestReading,
    [property: Description("The time of the oldest reading, UTC; null while the table is empty.")] DateTime? OldestReading,
    [property: Description("How far back the newest reading of a sensor may lie to count, in hours.")] int LookbackHours,
    [property: Description("The index that is served.")] StandardInfo Standard);

/// <summary>An index and where its tables are from.</summary>
internal sealed record StandardInfo(
    [property: Description("Its id.")] string Id,
    [property: Description("Its name.")] string Name,
    [property: Description("The version of its tables.")] string Version,
    [property: Description("The document that its tables are from.")] string Source);
