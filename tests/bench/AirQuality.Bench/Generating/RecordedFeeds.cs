using System.Text.Json;

namespace AirQuality.Bench.Generating;

/// <summary>The sensors and places of the recorded feeds, to draw from.</summary>
internal sealed class RecordedFeeds
{
    // Firmware diagnostics, which feeds have not had since 2018.
    private static readonly string[] LongGone = ["samples", "min_micro", "max_micro"];

    private readonly Dictionary<SensorKind, List<RecordedSensor>> _sensors = Enum.GetValues<SensorKind>().ToDictionary(kind => kind, _ => new List<RecordedSensor>());
    private readonly List<RecordedPlace> _places = [];

    /// <summary>All places that are complete.</summary>
    public IReadOnlyList<RecordedPlace> Places => _places;

    /// <summary>All sensors of a kind, one for each entry recorded.</summary>
    public IReadOnlyList<RecordedSensor> SensorsOf(SensorKind kind) => _sensors[kind];

    /// <summary>Reads every recorded feed in a folder, in the order of their names.</summary>
    public static RecordedFeeds Load(string folder)
    {
        var feeds = new RecordedFeeds();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var entry in document.RootElement.EnumerateArray())
                feeds.Add(entry);
        }
        return feeds;
    }

    private void Add(JsonElement entry)
    {
        var type = entry.GetProperty("sensor").GetProperty("sensor_type");
        var values = entry.GetProperty("sensordatavalues").EnumerateArray().Select(ValueOf).Where(value => !LongGone.Contains(value.Type));
        var sensor = new RecordedSensor(
            type.GetProperty("id").GetInt64(), TextOf(type, "name"), TextOf(type, "manufacturer"), [.. values]);
        if (sensor.Values.Count > 0)
            _sensors[sensor.Kind].Add(sensor);

        var location = entry.GetProperty("location");
        if (location.TryGetProperty("country", out _))
            _places.Add(new(TextOf(location, "latitude"), TextOf(location, "longitude"), TextOf(location, "altitude"), TextOf(location, "country")));
    }

    private static RecordedValue ValueOf(JsonElement value)
    {
        var raw = value.GetProperty("value");
        return new(TextOf(value, "value_type"), raw.ToString(), raw.ValueKind == JsonValueKind.Number);
    }

    private static string TextOf(JsonElement element, string name) => element.GetProperty(name).ToString();
}
