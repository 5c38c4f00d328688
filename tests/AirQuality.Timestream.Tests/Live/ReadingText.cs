using System.Globalization;
using AirQuality.Timestream.Reading;
using WrittenReading = AirQuality.Core.Readings.Reading;

namespace AirQuality.Timestream.Tests.Live;

/// <summary>Readings as text, so that what was written and what came back can be compared whole.</summary>
internal static class ReadingText
{
    public static string Of(WrittenReading reading, params string[] valueTypes) => Text(
        [
            reading.SensorId, reading.TimeMs, reading.SensorTypeName, reading.SensorTypeManufacturer, reading.SensorPin, reading.LocationId,
            reading.Country, reading.Latitude, reading.Longitude, reading.Altitude, reading.Indoor, reading.AveragingMinutes, reading.IndexPm10,
            reading.IndexPm25, reading.Index,
        ],
        reading.Measurements.Where(value => valueTypes.Length == 0 || valueTypes.Contains(value.ValueType)).Select(value => (value.ValueType, value.Value)));

    public static string Of(StoredReading reading) => Text(
        [
            reading.SensorId, reading.TimeMs, reading.SensorType, reading.Manufacturer, reading.Pin, reading.LocationId,
            reading.Country, reading.Latitude, reading.Longitude, reading.Altitude, reading.Indoor, reading.AveragingMinutes, reading.IndexPm10,
            reading.IndexPm25, reading.Index,
        ],
        reading.ValueTypes.Zip(reading.Values).Where(value => !double.IsNaN(value.Second)));

    private static string Text(object?[] parts, IEnumerable<(string Type, double Value)> values) => string.Join(
        '|',
        parts.Concat(values.OrderBy(value => value.Type, StringComparer.Ordinal).Select(value => (object)$"{value.Type}={value.Value.ToString("R", CultureInfo.InvariantCulture)}"))
            .Select(part => Convert.ToString(part, CultureInfo.InvariantCulture)));
}
