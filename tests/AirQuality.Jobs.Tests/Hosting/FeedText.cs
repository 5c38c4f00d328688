using System.Globalization;
using System.Text.Json.Nodes;

namespace AirQuality.Jobs.Tests.Hosting;

/// <summary>Makes feeds for tests, from real ones or by hand.</summary>
internal static class FeedText
{
    /// <summary>An SDS011 entry.</summary>
    public static string Entry(long sensorId, string timestamp, string p1 = "20.5", string p2 = "11.5", long id = 1) =>
        $$$"""
        {"id":{{{id}}},"timestamp":"{{{timestamp}}}","sampling_rate":null,
         "location":{"id":7,"latitude":"48.1","longitude":"11.5","altitude":"500","country":"DE","exact_location":0,"indoor":0},
         "sensor":{"id":{{{sensorId}}},"pin":"1","sensor_type":{"id":14,"name":"SDS011","manufacturer":"Nova Fitness"}},
         "sensordatavalues":[{"id":1,"value":"{{{p1}}}","value_type":"P1"},{"id":2,"value":"{{{p2}}}","value_type":"P2"}]}
        """;

    /// <summary>A feed of entries.</summary>
    public static string Feed(params IEnumerable<string> entries) => $"[{string.Join(",\n", entries)}]";

    /// <summary>A real feed's entries, each as text.</summary>
    public static IReadOnlyList<string> EntriesOf(string path) =>
        [.. JsonNode.Parse(File.ReadAllText(path))!.AsArray().Select(entry => entry!.ToJsonString())];

    /// <summary>A real feed with all its times moved by the same whole seconds, so that its newest reading is a minute old.</summary>
    public static IReadOnlyList<string> RecentEntriesOf(string path)
    {
        var entries = JsonNode.Parse(File.ReadAllText(path))!.AsArray();
        var shift = DateTimeOffset.UtcNow.AddMinutes(-1) - entries.Max(TimeOf);
        foreach (var entry in entries)
            entry!["timestamp"] = TimeText(TimeOf(entry) + shift);
        return [.. entries.Select(entry => entry!.ToJsonString())];
    }

    /// <summary>The newest time in a feed.</summary>
    public static DateTimeOffset NewestIn(string json) => JsonNode.Parse(json)!.AsArray().Max(TimeOf);

    /// <summary>A time as the feed writes it.</summary>
    public static string TimeText(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static DateTimeOffset TimeOf(JsonNode? entry) =>
        DateTimeOffset.Parse(entry!["timestamp"]!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
