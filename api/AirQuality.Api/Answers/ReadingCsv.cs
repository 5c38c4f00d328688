using AirQuality.Core.Index;
using AirQuality.Timestream.Reading;

namespace AirQuality.Api.Answers;

internal sealed class ReadingCsv
{
    private readonly CsvText _csv = new();

    public ReadingCsv(IReadOnlyList<string> valueTypes)
    {
        foreach (var name in "sensor_id,sensor_type,manufacturer,pin,location_id,country,latitude,longitude,altitude,indoor,time,averaging_minutes,aqi,aqi_pm10,aqi_pm25,band".Split(',').Concat(valueTypes))
            _csv.Text(name);
        _csv.EndLine();
    }

    public int Length => _csv.Length;

    public byte[] Take() => _csv.Take();

    public void Add(StoredReading r)
    {
        _csv.Number(r.SensorId);
        _csv.Text(r.SensorType);
        _csv.Text(r.Manufacturer);
        _csv.Text(r.Pin);
        _csv.Number(r.LocationId);
        _csv.Text(r.Country);
        _csv.Number(r.Latitude);
        _csv.Number(r.Longitude);
        _csv.Number(r.Altitude);
        _csv.Flag(r.Indoor);
        _csv.Time(ApiTime.Of(r.TimeMs));
        _csv.Number(r.AveragingMinutes);
        _csv.Number(r.Index);
        _csv.Number(r.IndexPm10);
        _csv.Number(r.IndexPm25);
        _csv.Text(r.Index is { } index ? IndexStandard.UkDaqi.Bands[index - 1].Name : null);
        foreach (var value in r.Values)
            _csv.Number(double.IsNaN(value) ? null : value);
        _csv.EndLine();
    }
}
