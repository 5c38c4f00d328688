using System.Globalization;
using System.Text.Json;

namespace AirQuality.Timestream.Tests.Scripted;

/// <summary>
/// A table in a dictionary, after the Timestream developer guide's rules for upserts and the API reference's for common attributes:
/// a second opinion on what the writer sends, written without its types.
/// </summary>
internal sealed class TableModel
{
    private readonly Dictionary<string, (long Version, string Measures)> _rows = [];
    private readonly HashSet<(string Sensor, string Time)> _places = [];

    /// <summary>Key (dimensions and time) and content of every row.</summary>
    public IReadOnlyDictionary<string, (long Version, string Measures)> Rows => _rows;

    /// <summary>How often a record came that was there already, version and values alike.</summary>
    public int Repeated { get; private set; }

    /// <summary>Whether there is a row of this sensor and time.</summary>
    public bool Holds(long sensorId, long timeMs) =>
        _places.Contains((sensorId.ToString(CultureInfo.InvariantCulture), timeMs.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Stores what may be stored.</summary>
    /// <returns>The refused records.</returns>
    /// <exception cref="FormatException">The request is invalid as a whole.</exception>
    public List<(int Index, string Reason, long? ExistingVersion)> Write(JsonElement request, IReadOnlyCollection<int> alsoRefused)
    {
        var common = request.TryGetProperty("CommonAttributes", out var shared) ? shared : default;
        var records = request.GetProperty("Records").EnumerateArray().ToList();
        if (records.Count is 0 or > 100)
            throw new FormatException($"{records.Count} records in one request");
        var rows = records.ConvertAll(record => ReadRow(common, record));
        var refused = new List<(int, string, long?)>();
        for (var index = 0; index < rows.Count; index++)
        {
            if (alsoRefused.Contains(index))
                refused.Add((index, "refused by the script", null));
            else if (Upsert(rows[index]) is { } existing)
                refused.Add((index, $"version {rows[index].Version} is not above {existing}", existing));
        }
        return refused;
    }

    private long? Upsert((string Key, long Version, string Measures) row)
    {
        if (_rows.TryGetValue(row.Key, out var old))
        {
            if (old == (row.Version, row.Measures))
                Repeated++;
            else if (row.Version <= old.Version)
                return old.Version;
        }
        _rows[row.Key] = (row.Version, row.Measures);
        _places.Add((SensorOf(row.Key), row.Key.Split('@')[1]));
        return null;
    }

    private static (string Key, long Version, string Measures) ReadRow(JsonElement common, JsonElement record)
    {
        string? Member(string name) =>
            record.TryGetProperty(name, out var own) ? own.ToString()
            : common.ValueKind == JsonValueKind.Object && common.TryGetProperty(name, out var shared) ? shared.ToString() : null;
        if ((Member("MeasureName"), Member("MeasureValueType"), Member("TimeUnit")) is not ("air_quality", "MULTI", "MILLISECONDS"))
            throw new FormatException("not a multi-measure air_quality record in milliseconds");
        var dimensions = Dimensions(common).Concat(Dimensions(record)).Order(StringComparer.Ordinal).ToList();
        if (dimensions.Select(dimension => dimension.Split('=')[0]).Distinct().Count() != dimensions.Count)
            throw new FormatException("a dimension stands twice");
        var measures = record.GetProperty("MeasureValues").EnumerateArray()
            .Select(measure => $"{measure.GetProperty("Name")}:{measure.GetProperty("Type")}={measure.GetProperty("Value")}");
        var version = long.Parse(Member("Version") ?? "1", CultureInfo.InvariantCulture);
        return ($"{string.Join(',', dimensions)}@{Member("Time")}", version, string.Join(',', measures));
    }

    private static string SensorOf(string key) =>
        key.Split('@')[0].Split(',').First(dimension => dimension.StartsWith("sensor_id=", StringComparison.Ordinal)).Split('=')[1];

    private static IEnumerable<string> Dimensions(JsonElement holder) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty("Dimensions", out var list)
            ? list.EnumerateArray().Select(dimension => $"{dimension.GetProperty("Name")}={dimension.GetProperty("Value")}")
            : [];
}
