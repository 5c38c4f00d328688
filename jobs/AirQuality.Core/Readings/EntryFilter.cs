using System.Runtime.InteropServices;
using AirQuality.Core.Feed;
using AirQuality.Core.Index;
using AirQuality.Core.Split;

namespace AirQuality.Core.Readings;

/// <summary>Turns an entry into a reading: keeps what is plausible, indexes it, and counts what it leaves out.</summary>
internal sealed class EntryFilter(int averagingMinutes, ReasonCounts filteredValues, ReasonCounts unknownSensorTypes)
{
    /// <summary>The most values a reading may have. A real one has a dozen; Timestream takes 256 measures and 2 KB a record.</summary>
    public const int MaxValues = 32;

    private const string Unnamed = "(unnamed)";

    private readonly List<Kept> _kept = [];

    private readonly record struct Kept(Quantity Quantity, double Value, int? Index, long Id);

    /// <summary>The reading of an entry as the feed has it.</summary>
    public EntryReading ToReading(EntryFields fields, ReadOnlySpan<byte> entry)
    {
        _kept.Clear();
        foreach (ref readonly var value in CollectionsMarshal.AsSpan(fields.Values))
            Take(value.Quantity, ValueFilter.Judge(value.Quantity, fields.SensorType, value.TextIn(entry)), value.Id ?? 0);
        return ToReading(fields);
    }

    /// <summary>The reading of an entry whose values were judged before, each by itself; those in <paramref name="fields"/> are not read.</summary>
    public EntryReading ToReading(EntryFields fields, IEnumerable<SplitValue> judged)
    {
        _kept.Clear();
        foreach (var value in judged)
            Take(value.Type is null ? null : Quantities.Find(value.Type), value.Judged, value.Id);
        return ToReading(fields);
    }

    private EntryReading ToReading(EntryFields fields)
    {
        if (fields.SensorType is not { IsKnown: true })
            unknownSensorTypes.Add(fields.SensorType?.Name ?? Unnamed);
        for (var i = 0; i < fields.LongTexts; i++)
            filteredValues.Add(ValueFilter.TextTooLong);

        var (latitude, longitude) = Coordinates(fields.Latitude, fields.Longitude);
        return new EntryReading(fields.Id ?? 0, new Reading
        {
            SensorId = fields.SensorId!.Value,
            TimeMs = fields.TimeMs,
            SensorPin = fields.SensorPin,
            SensorTypeId = fields.SensorTypeId,
            SensorTypeName = fields.SensorType?.Name,
            SensorTypeManufacturer = fields.Manufacturer,
            LocationId = fields.LocationId,
            Country = Country(fields.Country),
            Latitude = latitude,
            Longitude = longitude,
            Altitude = Altitude(fields.Altitude),
            Indoor = fields.Indoor,
            AveragingMinutes = averagingMinutes,
            Measurements = Measurements(),
            IndexPm10 = IndexOf(Pollutant.Pm10),
            IndexPm25 = IndexOf(Pollutant.Pm25),
        });
    }

    private void Take(Quantity? quantity, JudgedValue judged, long id)
    {
        var reason = judged.Reason ?? Keep(new Kept(quantity!, judged.Value, judged.Index, id));
        if (reason is not null)
            filteredValues.Add(reason);
    }

    // Two values of one type in one entry: the one with the higher id counts, then the higher one, so that their order does not.
    private string? Keep(Kept kept)
    {
        for (var i = 0; i < _kept.Count; i++)
        {
            if (_kept[i].Quantity.Name != kept.Quantity.Name)
                continue;
            if ((kept.Id, kept.Value).CompareTo((_kept[i].Id, _kept[i].Value)) > 0)
                _kept[i] = kept;
            return ValueFilter.DuplicateValue;
        }

        if (_kept.Count == MaxValues)
            return ValueFilter.TooManyValues;
        _kept.Add(kept);
        return null;
    }

    private Measurement[] Measurements()
    {
        if (_kept.Count == 0)
            return [];
        var measurements = new Measurement[_kept.Count];
        for (var i = 0; i < measurements.Length; i++)
            measurements[i] = new Measurement(_kept[i].Quantity.Name, _kept[i].Value);
        return measurements;
    }

    private int? IndexOf(Pollutant pollutant)
    {
        foreach (var kept in _kept)
        {
            if (kept.Quantity.Pollutant == pollutant)
                return kept.Index;
        }

        return null;
    }

    private (double? Latitude, double? Longitude) Coordinates(double? latitude, double? longitude)
    {
        if (latitude is null && longitude is null)
            return (null, null);
        if (ValueFilter.IsPosition(latitude, longitude))
            return (latitude, longitude);
        filteredValues.Add(ValueFilter.BadCoordinates);
        return (null, null);
    }

    // From below the lowest shore to above the highest summit.
    private double? Altitude(double? metres)
    {
        if (metres is null or (>= -500 and <= 9_000))
            return metres;
        filteredValues.Add(ValueFilter.BadAltitude);
        return null;
    }

    private string? Country(string? country)
    {
        if (country is null || (country.Length == 2 && char.IsAsciiLetter(country[0]) && char.IsAsciiLetter(country[1])))
            return country;
        filteredValues.Add(ValueFilter.BadCountry);
        return null;
    }
}
