using System.Globalization;

namespace AirQuality.Timestream.Reading;

/// <summary>A row of the table as it is served. Tens of thousands live at once, so the values share one layout.</summary>
public sealed record StoredReading
{
    /// <summary>The sensor's id on the map.</summary>
    public required long SensorId { get; init; }

    /// <summary>The instant, milliseconds since 1970-01-01 UTC.</summary>
    public required long TimeMs { get; init; }

    /// <summary>The sensor's type, such as <c>SDS011</c>.</summary>
    public string? SensorType { get; init; }

    /// <summary>Who makes that type.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>The station's pin it sits on.</summary>
    public string? Pin { get; init; }

    /// <summary>The place.</summary>
    public long? LocationId { get; init; }

    /// <summary>Two letters, upper case.</summary>
    public string? Country { get; init; }

    /// <summary>Degrees north.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; init; }

    /// <summary>Metres above sea level.</summary>
    public double? Altitude { get; init; }

    /// <summary>Whether it stands indoors; null where nobody said.</summary>
    public bool? Indoor { get; init; }

    /// <summary>Over how many minutes its values are means.</summary>
    public required int AveragingMinutes { get; init; }

    /// <summary>The index of PM10, 1 to 10.</summary>
    public int? IndexPm10 { get; init; }

    /// <summary>The index of PM2.5, 1 to 10.</summary>
    public int? IndexPm25 { get; init; }

    /// <summary>The index, the larger of the two.</summary>
    public int? Index => IndexPm10 is null ? IndexPm25 : IndexPm25 is null ? IndexPm10 : Math.Max(IndexPm10.Value, IndexPm25.Value);

    /// <summary>The value types of <see cref="Values"/>, shared by all readings of one answer.</summary>
    public required IReadOnlyList<string> ValueTypes { get; init; }

    /// <summary>A value for each of <see cref="ValueTypes"/>, NaN where there is none; units as the feed gives them.</summary>
    public required double[] Values { get; init; }

    /// <summary>The value of a type; null where there is none.</summary>
    public double? ValueOf(string valueType)
    {
        for (var i = 0; i < Values.Length; i++)
            if (ValueTypes[i] == valueType)
                return double.IsNaN(Values[i]) ? null : Values[i];
        return null;
    }

    /// <summary>
    /// The reading of a row that holds sensor id, time, <see cref="StoredColumns.All"/> and the value types; null where the id is no number.
    /// </summary>
    internal static StoredReading? Of(string?[] row, IReadOnlyList<string> valueTypes, Func<string?, string?> shared)
    {
        if (Whole(row[0]) is not { } sensorId)
            return null;
        var values = new double[valueTypes.Count];
        var first = 2 + StoredColumns.All.Length;
        for (var i = 0; i < values.Length; i++)
            values[i] = Number(row[first + i]) ?? double.NaN;
        return new()
        {
            SensorId = sensorId,
            TimeMs = TimestreamTime.ToMs(row[1]),
            SensorType = shared(row[2]),
            Manufacturer = shared(row[3]),
            Pin = shared(row[4]),
            LocationId = Whole(row[5]),
            Country = shared(row[6]),
            Latitude = Number(row[7]),
            Longitude = Number(row[8]),
            Altitude = Number(row[9]),
            Indoor = row[10] is { } indoor ? indoor == "true" : null,
            AveragingMinutes = (int)(Whole(row[11]) ?? 0),
            IndexPm10 = IndexIn(row[12]),
            IndexPm25 = IndexIn(row[13]),
            ValueTypes = valueTypes,
            Values = values,
        };
    }

    private static long? Whole(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    // A table may hold rows that another program wrote: what is no index is none.
    private static int? IndexIn(string? text) => Whole(text) is { } index and >= 1 and <= 10 ? (int)index : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
