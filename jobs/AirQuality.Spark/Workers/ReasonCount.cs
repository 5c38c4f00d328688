using AirQuality.Core.Split;

namespace AirQuality.Spark.Workers;

/// <summary>How many times a reason applied in one reading; the driver adds them up.</summary>
/// <param name="Kind">What the reason is about, one of the constants here.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Times">How many times it applied.</param>
internal sealed record ReasonCount(string Kind, string Reason, long Times)
{
    public const string Filtered = "filtered";
    public const string FilteredValue = "filtered_value";
    public const string Merged = "merged";
    public const string Storable = "storable";
    public const string UnknownSensorType = "unknown_sensor_type";

    /// <summary>The counts of a reading; for most only that it is storable.</summary>
    public static ReasonCount[] Of(GroupedReading reading) =>
    [
        reading.Filtered is { } reason ? new ReasonCount(Filtered, reason, 1) : new ReasonCount(Storable, "", 1),
        .. reading.Merged > 0 ? [new ReasonCount(Merged, "", reading.Merged)] : Array.Empty<ReasonCount>(),
        .. reading.FilteredValues.Select(value => new ReasonCount(FilteredValue, value.Key, value.Value)),
        .. reading.UnknownSensorTypes.Select(type => new ReasonCount(UnknownSensorType, type.Key, type.Value)),
    ];
}
