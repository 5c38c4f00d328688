using System.Buffers;
using System.Globalization;
using AirQuality.TimestreamLocal.Sql.Functions.Values;

namespace AirQuality.TimestreamLocal.Sql.Functions.Dates;

/// <summary>Instants as numbers since 1970, and durations as text.</summary>
internal static class Epochs
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>The instant of so many milliseconds.</summary>
    public static long FromMilliseconds(long milliseconds)
    {
        var ns = (Int128)milliseconds * CivilTime.NsPerMillisecond;
        return ns >= long.MinValue && ns <= long.MaxValue ? (long)ns : throw CivilTime.OutOfRange();
    }

    /// <summary>The instant of so many seconds, to the millisecond: a double holds no more of a present-day instant safely.</summary>
    public static long FromUnixTime(double seconds)
    {
        var milliseconds = Math.Round(seconds * 1000, MidpointRounding.AwayFromZero);
        return Math.Abs(milliseconds) < 9.3e12 ? FromMilliseconds((long)milliseconds) : throw CivilTime.OutOfRange();
    }

    /// <summary>The seconds of an instant, with their fraction.</summary>
    public static double ToUnixTime(long ns)
    {
        var seconds = CivilTime.FloorDivide(ns, CivilTime.NsPerSecond);
        return seconds + ((ns - (seconds * CivilTime.NsPerSecond)) / 1e9);
    }

    /// <summary>A number with a unit from <c>ns</c> to <c>d</c>: <c>42.8ms</c>.</summary>
    public static long ParseDuration(string text)
    {
        var span = text.AsSpan().Trim();
        var digits = span.IndexOfAnyExcept(NumberCharacters);
        if (digits > 0 && decimal.TryParse(span[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && UnitNs(span[digits..].Trim()) is { } unit && count < long.MaxValue / unit)
            return (long)Math.Round(count * unit, MidpointRounding.AwayFromZero);
        throw new SqlException($"duration is not a valid data duration string: {text}");
    }

    private static long? UnitNs(ReadOnlySpan<char> unit) => unit switch
    {
        "ns" => 1,
        "us" => CivilTime.NsPerMicrosecond,
        "ms" => CivilTime.NsPerMillisecond,
        "s" => CivilTime.NsPerSecond,
        "m" => CivilTime.NsPerMinute,
        "h" => CivilTime.NsPerHour,
        "d" => CivilTime.NsPerDay,
        _ => null,
    };
}
