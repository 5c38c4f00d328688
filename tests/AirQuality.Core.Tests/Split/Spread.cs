using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AirQuality.Core.Readings;
using AirQuality.Core.Split;
using AirQuality.Core.Tests.Feed;

namespace AirQuality.Core.Tests.Split;

/// <summary>Takes a feed through the steps of a split snapshot as an engine does, its rows in no order that anybody chose.</summary>
internal static class Spread
{
    public static async Task<(SplitSnapshot Split, IReadOnlyList<GroupedReading> Groups)> RunAsync(byte[] json, Random random)
    {
        using var lines = new MemoryStream();
        using var stream = new MemoryStream(json);
        var split = await SnapshotSplitter.SplitAsync(stream, Snapshots.Options, lines);
        var values = Encoding.UTF8.GetString(lines.ToArray())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(Explode)
            .ToArray();
        random.Shuffle(values);
        var groups = values
            .GroupBy(value => (value.SensorId, value.TimeMs), value => value.Json)
            .Select(group => SplitGroup.Merge(group.Key.SensorId, group.Key.TimeMs, Snapshots.Options.AveragingMinutes, $"[{string.Join(',', group)}]"));
        return (split, [.. groups]);
    }

    private static IEnumerable<(long SensorId, long TimeMs, string Json)> Explode(string line)
    {
        using var document = JsonDocument.Parse(line);
        var entry = document.RootElement;
        var values = entry.GetProperty("values").EnumerateArray().ToList();
        for (var position = values.Count == 0 ? -1 : 0; position < values.Count; position++)
        {
            var row = new JsonObject { ["no"] = entry.GetProperty("no").GetInt64(), ["position"] = position };
            if (position <= 0)
                row["particulars"] = entry.GetProperty("particulars").GetString();
            if (position >= 0)
                Judge(row, entry.GetProperty("sensor_type").GetString(), values[position]);
            yield return (entry.GetProperty("sensor_id").GetInt64(), entry.GetProperty("time_ms").GetInt64(), row.ToJsonString());
        }
    }

    private static void Judge(JsonObject row, string? sensorType, JsonElement value)
    {
        var type = value.GetProperty("type").GetString();
        var judged = JudgedValue.Of(type, sensorType, value.GetProperty("text").GetString()!);
        row["id"] = value.GetProperty("id").GetInt64();
        row["type"] = type;
        row["reason"] = judged.Reason;
        row["value"] = judged.Value;
        row["index"] = judged.Index;
    }
}
