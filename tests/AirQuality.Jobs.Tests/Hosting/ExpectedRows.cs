using System.Globalization;
using System.Text.Json;

namespace AirQuality.Jobs.Tests.Hosting;

/// <summary>
/// What a feed must become, computed apart from the product: the document as objects, decimals, and the tables written out by hand
/// from the published index. It knows only what the recorded feeds hold.
/// </summary>
internal static class ExpectedRows
{
    private static readonly decimal[] Pm25 = [11, 23, 35, 41, 47, 53, 58, 64, 70];
    private static readonly decimal[] Pm10 = [16, 33, 50, 58, 66, 75, 83, 91, 100];
    private static readonly HashSet<string> PmSensors = ["SDS011", "SDS021", "PMS1003", "PMS3003", "PMS5003", "PMS6003", "PMS7003", "HPM", "SPS30"];

    /// <summary>Sensor and time (ms since 1970 UTC) of each reading with an index, and the index.</summary>
    public static Dictionary<(long Sensor, long TimeMs), int> IndexOf(string json)
    {
        var expected = new Dictionary<(long, long), int>();
        using var document = JsonDocument.Parse(json);
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            var sensor = entry.GetProperty("sensor");
            if (!PmSensors.Contains(sensor.GetProperty("sensor_type").GetProperty("name").GetString()!) || entry.GetProperty("location").GetProperty("id").GetInt64() == 11)
                continue;
            var index = Math.Max(Index(entry, "P1", Pm10, 1900), Index(entry, "P2", Pm25, 900));
            if (index == 0)
                continue;
            var time = DateTime.ParseExact(
                entry.GetProperty("timestamp").GetString()!.Replace('T', ' '), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
            var key = (sensor.GetProperty("id").GetInt64(), new DateTimeOffset(time).ToUnixTimeMilliseconds());
            expected[key] = Math.Max(expected.GetValueOrDefault(key), index);
        }
        return expected;
    }

    private static int Index(JsonElement entry, string valueType, decimal[] bounds, decimal limit)
    {
        foreach (var value in entry.GetProperty("sensordatavalues").EnumerateArray())
        {
            if (value.GetProperty("value_type").GetString() != valueType)
                continue;
            var number = decimal.Parse(value.GetProperty("value").ToString(), CultureInfo.InvariantCulture);
            if (number < 0 || number >= limit)
                return 0;
            var whole = decimal.Floor(number + 0.5m);
            return 1 + bounds.Count(bound => whole > bound);
        }
        return 0;
    }
}
