namespace AirQuality.Core.Tests.Feed;

/// <summary>Entries of few sensors, times and ids, so that many of them meet and conflict; some are malformed.</summary>
internal static class MixedEntries
{
    private static readonly string[] Types = ["SDS011", "PPD42NS", "BME280", "Unheard-of", "PMS5003"];
    private static readonly string[] ValueTypes = ["P1", "P2", "temperature", "samples", "time", "noise_LAeq"];
    private static readonly string[] Texts = ["\"3.60\"", "\"nan\"", "-1", "1999.9", "\"\"", "41.5", "null", "\"11.5\"", "1e400"];
    private static readonly string[] Malformed = ["null", "{}", "[1]", "{\"sensor\":{\"id\":-1}}"];

    public static List<string> Of(Random random)
    {
        return [.. Enumerable.Range(0, random.Next(30)).Select(_ => random.Next(8) == 0 ? Pick(Malformed) : Entry())];

        string Entry() => Entries.Of(
            id: random.Next(4) == 0 ? "null" : $"{random.Next(1, 5)}",
            timestamp: $"\"2026-09-28 20:51:0{random.Next(3)}\"",
            sensor: Entries.Sensor(random.Next(1, 4), Pick(Types)),
            location: $$"""{"id":{{random.Next(9, 13)}},"latitude":"{{random.Next(-2, 3)}}","longitude":"{{random.Next(0, 2)}}","country":"{{Pick(["DE", "fr", "", "Deutschland"])}}"}""",
            values: $"[{string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => Value()))}]");

        string Value() => $$"""{"id":{{random.Next(1, 4)}},"value":{{Pick(Texts)}},"value_type":"{{Pick(ValueTypes)}}"}""";

        string Pick(string[] from) => from[random.Next(from.Length)];
    }
}
