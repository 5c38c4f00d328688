using AirQuality.Core.Feed;
using AirQuality.Core.Index;
using AirQuality.Core.Readings;

namespace AirQuality.Core.Archive;

/// <summary>
/// Turns one sensor's archive into rolling 24 h means, which are what the index is defined for (Defra, Update on Implementation of the
/// Daily Air Quality Index, 2013): rows, one each 148 s or so, make hourly means; at each full hour the mean of the last 24 of them is
/// taken where at least 18 are there, exact up to the one rounding before the index. All quantities alike.
/// </summary>
/// <param name="sensorId">The sensor.</param>
/// <param name="known">What the table knows of it.</param>
public sealed class SensorHistory(long sensorId, KnownSensor? known = null)
{
    private const int MinuteMs = 60_000;
    private const int HourMs = 60 * MinuteMs;
    private const int HoursADay = 24;

    private readonly ArchiveFileReader _reader = new();
    private readonly List<QuantityHistory> _quantities = [];
    private readonly List<ArchiveValue> _merged = [];
    private DateOnly? _lastDay;

    // Of the newest row up to the hour at hand. Where there is a mean, that row lies within its 24 hours.
    private ArchivePlace _place;
    private bool _indoor;

    /// <summary>Takes the next day. Days come in order; a day left out had no file, nor had the day before it.</summary>
    /// <param name="day">The day, UTC.</param>
    /// <param name="name">Its file's name; null where there is none, and the hours of the day before reach into this one.</param>
    /// <param name="file">Its file's bytes, plain or gzipped.</param>
    /// <exception cref="ArgumentException">The day does not follow the last one.</exception>
    public ArchiveDay Add(DateOnly day, ArchiveFileName? name, ReadOnlyMemory<byte> file)
    {
        if (day <= _lastDay)
            throw new ArgumentException($"{day:O} does not follow {_lastDay:O}.", nameof(day));
        if (_lastDay?.AddDays(1) != day)
            _quantities.Clear();
        _lastDay = day;

        var dayMs = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var counts = new ArchiveRowCounts();
        _reader.Clear();
        _indoor = name?.Indoor ?? _indoor;
        var damage = name is null ? null : _reader.Read(sensorId, dayMs, file, counts);
        AddRows(dayMs, counts);
        return ToDay(dayMs, damage, counts);
    }

    private void AddRows(long dayMs, ArchiveRowCounts counts)
    {
        foreach (var quantity in _quantities)
            quantity.BeginDay();
        var rows = _reader.Rows;
        for (int start = 0, end; start < rows.Length; start = end)
        {
            for (end = start + 1; end < rows.Length && rows[end].TimeMs == rows[start].TimeMs;)
                end++;
            counts.Used++;
            counts.Merged += end - start - 1;
            Merge(rows[start..end], counts.FilteredValues);
            var inDayMs = (int)(rows[start].TimeMs - dayMs);
            foreach (var value in _merged)
                HistoryOf(value.Quantity).Add(inDayMs / HourMs, inDayMs % HourMs / MinuteMs, value.Number);
        }
    }

    // Rows of one time are one row: of two values of a quantity the higher one counts, so that the order does not.
    private void Merge(ReadOnlySpan<ArchiveRow> sameTime, ReasonCounts filteredValues)
    {
        _merged.Clear();
        foreach (var row in sameTime)
        {
            foreach (var value in _reader.ValuesOf(row))
            {
                var held = _merged.FindIndex(other => other.Quantity.Name == value.Quantity.Name);
                if (held < 0)
                {
                    _merged.Add(value);
                    continue;
                }

                filteredValues.Add(ValueFilter.DuplicateValue);
                if (value.Number.CompareTo(_merged[held].Number) > 0)
                    _merged[held] = value;
            }
        }
    }

    private QuantityHistory HistoryOf(Quantity quantity)
    {
        foreach (var history in _quantities)
        {
            if (history.Quantity.Name == quantity.Name)
                return history;
        }

        var first = new QuantityHistory(quantity);
        _quantities.Add(first);
        return first;
    }

    private ArchiveDay ToDay(long dayMs, string? damage, ArchiveRowCounts counts)
    {
        var readings = new List<Reading>(HoursADay);
        var filtered = new ReasonCounts();
        var rows = _reader.Rows;
        for (var (hour, next) = (0, 0); hour < HoursADay; hour++)
        {
            var hourEndMs = dayMs + (hour + 1L) * HourMs;
            for (; next < rows.Length && rows[next].TimeMs < hourEndMs; next++)
                _place = rows[next].Place;
            if (ReadingThrough(hour, hourEndMs) is not { } reading)
                continue;
            if (ReadingFilter.ReasonAgainst(reading) is { } reason)
                filtered.Add(reason);
            else
                readings.Add(reading);
        }

        return new ArchiveDay
        {
            FileDamage = damage,
            Rows = counts,
            Readings = readings,
            TooSparse = HoursADay - readings.Count - (int)filtered.Total,
            Filtered = filtered,
        };
    }

    private Reading? ReadingThrough(int hour, long hourEndMs)
    {
        var measurements = new List<Measurement>(_quantities.Count);
        int? pm10 = null, pm25 = null;
        foreach (var history in _quantities)
        {
            if (history.MeanThrough(hour) is not { } mean)
                continue;
            measurements.Add(new Measurement(history.Quantity.Name, mean.ToDouble()));
            if (history.Quantity.Pollutant == Pollutant.Pm10)
                pm10 = IndexStandard.UkDaqi.IndexOf(Pollutant.Pm10, Concentration.Of(mean));
            else if (history.Quantity.Pollutant == Pollutant.Pm25)
                pm25 = IndexStandard.UkDaqi.IndexOf(Pollutant.Pm25, Concentration.Of(mean));
        }

        if (measurements.Count == 0)
            return null;
        var live = known is not null && SensorTypes.AreSame(known.SensorTypeName, _place.SensorType.Name) ? known : null;
        return new Reading
        {
            SensorId = sensorId,
            TimeMs = hourEndMs,
            SensorPin = live?.SensorPin,
            SensorTypeId = live?.SensorTypeId,
            SensorTypeName = live?.SensorTypeName ?? _place.SensorType.Name,
            SensorTypeManufacturer = live?.SensorTypeManufacturer,
            LocationId = _place.LocationId,
            Country = live?.LocationId == _place.LocationId ? live?.Country : null,
            Latitude = double.IsNaN(_place.Latitude) ? null : _place.Latitude,
            Longitude = double.IsNaN(_place.Longitude) ? null : _place.Longitude,
            Indoor = _indoor ? true : null,
            AveragingMinutes = HoursADay * 60,
            Measurements = measurements,
            IndexPm10 = pm10,
            IndexPm25 = pm25,
        };
    }
}
