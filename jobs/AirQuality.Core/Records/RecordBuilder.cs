using System.Globalization;
using AirQuality.Core.Readings;

namespace AirQuality.Core.Records;

/// <summary>Makes the table's row of a reading.</summary>
public static class RecordBuilder
{
    /// <summary>
    /// The record of a reading. Its version is the number of minutes averaged over: at one sensor and instant a 24 h mean, which is what
    /// the index is defined for, outranks a 5 min mean, whichever was written first; the same mean written twice changes nothing.
    /// </summary>
    /// <remarks>
    /// The position is measures, not dimensions: a sensor that moves, or whose position is corrected, stays one series. A dimension
    /// without a value is left out.
    /// </remarks>
    public static AirRecord Build(Reading reading) =>
        new(reading.SensorId, reading.TimeMs, reading.AveragingMinutes, Dimensions(reading), Measures(reading));

    private static List<RecordDimension> Dimensions(Reading reading)
    {
        var dimensions = new List<RecordDimension>(7);
        Add(ColumnNames.SensorId, Text(reading.SensorId));
        Add(ColumnNames.SensorPin, reading.SensorPin);
        Add(ColumnNames.SensorTypeId, Text(reading.SensorTypeId));
        Add(ColumnNames.SensorTypeName, reading.SensorTypeName);
        Add(ColumnNames.SensorTypeManufacturer, reading.SensorTypeManufacturer);
        Add(ColumnNames.LocationId, Text(reading.LocationId));
        Add(ColumnNames.Country, reading.Country);
        return dimensions;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                dimensions.Add(new RecordDimension(name, value));
        }
    }

    private static List<RecordMeasure> Measures(Reading reading)
    {
        var measures = new List<RecordMeasure>(8 + reading.Measurements.Count);
        Add(ColumnNames.Index, MeasureType.BigInt, Text(reading.Index));
        Add(ColumnNames.IndexPm10, MeasureType.BigInt, Text(reading.IndexPm10));
        Add(ColumnNames.IndexPm25, MeasureType.BigInt, Text(reading.IndexPm25));
        Add(ColumnNames.AveragingMinutes, MeasureType.BigInt, Text(reading.AveragingMinutes));
        foreach (var measurement in reading.Measurements)
            Add(measurement.ValueType, MeasureType.Double, Text(measurement.Value));
        Add(ColumnNames.Latitude, MeasureType.Double, Text(reading.Latitude));
        Add(ColumnNames.Longitude, MeasureType.Double, Text(reading.Longitude));
        Add(ColumnNames.Altitude, MeasureType.Double, Text(reading.Altitude));
        Add(ColumnNames.Indoor, MeasureType.Boolean, reading.Indoor switch { true => "true", false => "false", null => null });
        return measures;

        void Add(string name, MeasureType type, string? value)
        {
            if (value is not null)
                measures.Add(new RecordMeasure(name, type, value));
        }
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    // The shortest text that reads back as the same double.
    private static string? Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);
}
