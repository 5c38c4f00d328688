using AirQuality.TimestreamLocal.Sql.Functions.Values;

namespace AirQuality.TimestreamLocal.Sql.Functions.Dates;

/// <summary>Bins of one width, counted from 1970-01-01 (Timestream developer guide, <c>bin</c>): bins of 7 days begin on
/// Thursdays.</summary>
internal static class Bins
{
    /// <summary>The start of the bin that holds an instant.</summary>
    public static long Floor(long ns, long widthNs)
    {
        if (widthNs <= 0) throw new SqlException("bin takes an interval greater than zero");
        var index = CivilTime.FloorDivide(ns, widthNs);
        var start = (Int128)index * widthNs;
        return start >= long.MinValue ? (long)start : throw CivilTime.OutOfRange();
    }
}
