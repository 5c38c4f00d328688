using System.Globalization;
using AirQuality.Core.Records;

namespace AirQuality.Timestream.Reading;

/// <summary>
/// The one place that writes SQL. Timestream's Query takes no parameters, so every value is typed before it comes here, every name is
/// quoted
/// and every text escaped.
/// </summary>
public static partial class TimestreamSql
{
    /// <summary>The most that Query takes, in characters (Query, Timestream API reference).</summary>
    public const int MaxLength = 262_144;

    /// <summary>A name as the dialect takes it, whatever it holds.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text as a literal, whatever it holds.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>An instant as a literal.</summary>
    /// <param name="timeMs">Milliseconds since 1970-01-01 UTC.</param>
    public static string Time(long timeMs) =>
        $"timestamp '{DateTimeOffset.FromUnixTimeMilliseconds(timeMs).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)}'";

    /// <summary>The table's full name.</summary>
    public static string Table(TimestreamOptions options) => $"{Name(options.Database)}.{Name(options.Table)}";

    /// <summary>The newest time of each sensor in a span of time: columns <c>sensor_id</c>, <c>newest</c>.</summary>
    internal static string NewestBySensor(TimestreamOptions options, long fromMs, long toMs, int minAveragingMinutes) =>
        $"SELECT sensor_id, max(time) AS newest FROM {Table(options)} "
        + $"WHERE {Readings(fromMs, toMs, minAveragingMinutes)} GROUP BY sensor_id";

    /// <summary>
    /// The rows of some sensors at some times: columns <c>sensor_id</c>, <c>time</c>. May hold further pairs of the same sensors and times.
    /// </summary>
    internal static string HeldAmong(
        TimestreamOptions options, IReadOnlyCollection<(long SensorId, long TimeMs)> readings, int minAveragingMinutes)
    {
        var sensors = readings.Select(reading => reading.SensorId).Distinct().Select(id => Text(id.ToString(CultureInfo.InvariantCulture)));
        var times = readings.Select(reading => reading.TimeMs).Distinct().Select(Time);
        return $"SELECT sensor_id, time FROM {Table(options)} "
            + $"WHERE {Readings(readings.Min(reading => reading.TimeMs), readings.Max(reading => reading.TimeMs), minAveragingMinutes)} "
            + $"AND sensor_id IN ({string.Join(", ", sensors)}) AND time IN ({string.Join(", ", times)})";
    }

    /// <summary>
    /// Each series of the feed in a span of time, with its newest time. Rows of the archive lack a sensor type id unless a feed's row
    /// told them.
    /// </summary>
    internal static string LiveSensors(TimestreamOptions options, long fromMs, long toMs)
    {
        const string dimensions = "sensor_id, sensor_type_name, sensor_pin, sensor_type_id, sensor_type_manufacturer, location_id, country";
        return $"SELECT {dimensions}, max(time) AS newest FROM {Table(options)} "
            + $"WHERE {Readings(fromMs, toMs, minAveragingMinutes: 1)} AND sensor_type_id IS NOT NULL GROUP BY {dimensions}";
    }

    /// <summary>The measure name and the time are always bounded: Timestream bills by what it reads.</summary>
    private static string Readings(long fromMs, long toMs, int minAveragingMinutes) =>
        $"measure_name = {Text(AirRecord.MeasureName)} AND time BETWEEN {Time(fromMs)} AND {Time(toMs)} "
        + string.Create(CultureInfo.InvariantCulture, $"AND averaging_minutes >= {minAveragingMinutes}");
}
