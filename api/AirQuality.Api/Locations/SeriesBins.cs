using System.Globalization;
using AirQuality.Api.Parameters;

namespace AirQuality.Api.Locations;

/// <summary>How long the bins of a series are.</summary>
internal static class SeriesBins
{
    /// <summary>The most bins of one answer.</summary>
    public const int Most = 10_000;

    // About as many points as a chart can show.
    private const int MostUnlessTold = 500;

    /// <summary>The length of a bin.</summary>
    public static readonly Parameter<TimeSpan> Length = TimeParameters.Duration(
        "bin", TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), "a duration such as 5m, 1h or 1d, from 1m to 1d",
        "The length of a bin; bins begin at its multiples since 1970-01-01 UTC. Unless told, the shortest of 1m, 5m, 15m, 1h, 6h and 1d that gives at most 500 bins.",
        "1h");

    private static readonly TimeSpan[] Lengths =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1),
    ];

    /// <summary>Reads the length; too many bins are refused.</summary>
    /// <param name="reader">Is told what is wrong.</param>
    /// <param name="span">What the bins cover.</param>
    public static TimeSpan Read(ParameterReader reader, TimeSpanOfData span)
    {
        var length = reader.Value(Length) ?? Fitting(span);
        if (Count(span, length) is > Most and var count)
            reader.Refuse(Length, string.Create(
                CultureInfo.InvariantCulture, $"The span has {count} bins of {length.TotalSeconds:0} s; {Most} is the most. Ask for longer bins or a shorter span."));
        return length;
    }

    /// <summary>How many bins a span touches.</summary>
    public static long Count(TimeSpanOfData span, TimeSpan length)
    {
        var ms = (long)length.TotalMilliseconds;
        return (span.ToMs / ms) - (span.FromMs / ms) + 1;
    }

    private static TimeSpan Fitting(TimeSpanOfData span)
    {
        foreach (var length in Lengths)
            if (Count(span, length) <= MostUnlessTold)
                return length;
        return Lengths[^1];
    }
}
