namespace AirQuality.TimestreamLocal.Storage;

/// <summary>Instants from one to another, both included, and the hours they lie in.</summary>
/// <param name="FromNs">Nanoseconds since 1970 UTC.</param>
/// <param name="ToNs">Nanoseconds since 1970 UTC.</param>
internal readonly record struct HourRange(long FromNs, long ToNs)
{
    private const long LastNs = 3_600_000_000_000 - 1;

    /// <summary>The first hour.</summary>
    public long First => RowTime.HourOf(FromNs);

    /// <summary>The last hour.</summary>
    public long Last => RowTime.HourOf(ToNs);

    /// <summary>Whether an instant lies in it.</summary>
    public bool Contains(long timeNs) => timeNs >= FromNs && timeNs <= ToNs;

    /// <summary>The first nanosecond of an hour that lies in it.</summary>
    public long FirstNsOf(long hour) => hour == First ? RowTime.NsOf(FromNs) : 0;

    /// <summary>The last nanosecond of an hour that lies in it.</summary>
    public long LastNsOf(long hour) => hour == Last ? RowTime.NsOf(ToNs) : LastNs;
}
