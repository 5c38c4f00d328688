using AirQuality.Api.Answers;
using AirQuality.Api.Store;

namespace AirQuality.Api.Locations;

/// <summary>Locations as CSV: a header, and a line a location.</summary>
internal sealed class LocationCsv
{
    private static readonly string[] Columns =
    [
        "location_id", "country", "sensors", "latitude", "longitude", "altitude", "indoor",
        "time", "averaging_minutes", "aqi", "aqi_pm10", "aqi_pm25", "band",
    ];

    private readonly CsvText _csv = new();

    /// <summary>Begins with the header.</summary>
    /// <param name="valueTypes">The value types, in the order in which the readings have them.</param>
    public LocationCsv(IReadOnlyList<string> valueTypes) => _csv.Header(Columns, valueTypes);

    /// <summary>Takes what waits, as UTF-8.</summary>
    public byte[] Take() => _csv.Take();

    /// <summary>Adds a line.</summary>
    public void Add(LocationReading location)
    {
        _csv.Number(location.LocationId);
        _csv.Text(location.Reading.Country);
        _csv.Number(location.Sensors.Count);
        ReadingCsv.AddRest(_csv, location.Reading);
    }
}
