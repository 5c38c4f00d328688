namespace AirQuality.TimestreamLocal.Storage;

/// <summary>A record's time as rows are keyed by it: the hour since 1970, and the nanoseconds in it.</summary>
internal static class RowTime
{
    private const long NsPerHour = 3_600_000_000_000;

    /// <summary>The hour of an instant.</summary>
    public static long HourOf(long timeNs) => Math.DivRem(timeNs, NsPerHour) is var (hour, rest) && rest < 0 ? hour - 1 : hour;

    /// <summary>The nanoseconds since the hour began.</summary>
    public static long NsOf(long timeNs) => timeNs - (HourOf(timeNs) * NsPerHour);

    /// <summary>The instant.</summary>
    public static long ToNs(long hour, long ns) => (hour * NsPerHour) + ns;
}
