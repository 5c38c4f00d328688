using AirQuality.Core.Index;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Answers;

/// <summary>Readings of sensors as CSV: a header, and a line a reading.</summary>
internal sealed class ReadingCsv
{
    private static readonly string[] Columns =
    [
        "sensor_id", "sensor_type", "manufacturer", "pin", "location_id", "country", "latitude", "longitude", "altitude", "indoor",
        "time", "averaging_minutes", "aqi", "aqi_pm10", "aqi_pm25", "band",
    ];

    private readonly CsvText _csv = new();

    /// <summary>Begins with the header.</summary>
    /// <param name="valueTypes">The value types, in the order in which the readings have them.</param>
    public ReadingCsv(IReadOnlyList<string> valueTypes) => _csv.Header(Columns, valueTypes);

    /// <summary>How many characters wait to be taken.</summary>
    public int Length => _csv.Length;

    /// <summary>Takes what waits, as UTF-8.</summary>
    public byte[] Take() => _csv.Take();

    /// <summary>Adds a line.</summary>
    public void Add(StoredReading reading)
    {
        _csv.Number(reading.SensorId);
        _csv.Text(reading.SensorType);
        _csv.Text(reading.Manufacturer);
        _csv.Text(reading.Pin);
        _csv.Number(reading.LocationId);
        _csv.Text(reading.Country);
        AddRest(_csv, reading);
    }

    /// <summary>Adds what readings of sensors and of locations share, and ends the line.</summary>
    public static void AddRest(CsvText csv, StoredReading reading)
    {
        csv.Number(reading.Latitude);
        csv.Number(reading.Longitude);
        csv.Number(reading.Altitude);
        csv.Flag(reading.Indoor);
        csv.Time(ApiTime.Of(reading.TimeMs));
        csv.Number(reading.AveragingMinutes);
        csv.Number(reading.Index);
        csv.Number(reading.IndexPm10);
        csv.Number(reading.IndexPm25);
        csv.Text(reading.Index is { } index ? IndexStandard.UkDaqi.Bands[index - 1].Name : null);
        foreach (var value in reading.Values)
            csv.Number(double.IsNaN(value) ? null : value);
        csv.EndLine();
    }
}
