namespace AirQuality.Core.Tests.Feed;

/// <summary>Writes entries as the feed has them, one part at a time exchangeable.</summary>
internal static class Entries
{
    public const string Time = "2026-09-28 20:51:55";
    public const long TimeMs = 1_790_628_715_000;

    public static string Of(
        string id = "30858295319",
        string timestamp = $"\"{Time}\"",
        string sensor = """{"id":28489,"pin":"1","sensor_type":{"id":14,"name":"SDS011","manufacturer":"Nova Fitness"}}""",
        string location = """{"id":15707,"latitude":"52.531","longitude":"13.435","altitude":"48.7","country":"DE","exact_location":0,"indoor":0}""",
        string values = """[{"id":72169122987,"value":"3.60","value_type":"P1"},{"id":72169122989,"value":"3.30","value_type":"P2"}]""") =>
        $$"""{"id":{{id}},"sampling_rate":null,"timestamp":{{timestamp}},"location":{{location}},"sensor":{{sensor}},"sensordatavalues":{{values}}}""";

    public static string WithValue(string type, string value, string sensorType = "SDS011") =>
        Of(sensor: Sensor(28489, sensorType), values: $$"""[{"value":{{value}},"value_type":"{{type}}"}]""");

    public static string Sensor(long id, string type = "SDS011") =>
        $$$"""{"id":{{{id}}},"pin":"1","sensor_type":{"id":14,"name":"{{{type}}}","manufacturer":"Nova Fitness"}}""";

    public static string Feed(params IEnumerable<string> entries) => $"[{string.Join(',', entries)}]";
}
