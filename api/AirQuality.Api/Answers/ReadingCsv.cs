using AirQuality.Core.Index;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Answers;

/// <summary>Readings as CSV: a header line, then a line each.</summary>
internal sealed class ReadingCsv
{
    private static readonly string[] Columns =
    [
        "sensor_id", "sensor_type", "manufacturer", "pin", "location_id", "country", "latitude", "longitude", "altitude", "indoor", "time",
        "averaging_minutes", "aqi", "aqi_pm10", "aqi_pm25", "band",
    ];

    private readonly CsvText _csv = new();

    /// <summary>Begins with the header.</summary>
    /// <param name="valueTypes">The value types that every reading comes with.</param>
    public ReadingCsv(IReadOnlyList<string> valueTypes)
    {
        foreach (var column in Columns)
            _csv.Text(column);
        foreach (var valueType in valueTypes)
            _csv.Text(valueType);
        _csv.EndLine();
    }

    /// <summary>How many characters wait.</summary>
    public int Length => _csv.Length;

    /// <summary>Takes what waits, as UTF-8.</summary>
    public byte[] Take() => _csv.Take();

    /// <summary>Adds a reading's line.</summary>
    public void Add(StoredReading reading)
    {
        _csv.Number(reading.SensorId);
        _csv.Text(reading.SensorType);
        _csv.Text(reading.Manufacturer);
        _csv.Text(reading.Pin);
        _csv.Number(reading.LocationId);
        _csv.Text(reading.Country);
        _csv.Number(reading.Latitude);
        _csv.Number(reading.Longitude);
        _csv.Number(reading.Altitude);
        _csv.Flag(reading.Indoor);
        _csv.Time(ApiTime.Of(reading.TimeMs));
        _csv.Number(reading.AveragingMinutes);
        _csv.Number(reading.Index);
        _csv.Number(reading.IndexPm10);
        _csv.Number(reading.IndexPm25);
        _csv.Text(reading.Index is { } index ? IndexStandard.UkDaqi.Bands[index - 1].Name : null);
        foreach (var value in reading.Values)
            _csv.Number(double.IsNaN(value) ? null : value);
        _csv.EndLine();
    }
}
