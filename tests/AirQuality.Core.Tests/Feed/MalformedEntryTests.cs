using System.Text;
using AirQuality.Core.Feed;

namespace AirQuality.Core.Tests.Feed;

/// <summary>A bad entry costs that entry alone. Each is read between two good ones, which must survive.</summary>
public sealed class MalformedEntryTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("-1.5e3")]
    [InlineData("true")]
    [InlineData("\"text, with ] and } in it\"")]
    [InlineData("[]")]
    [InlineData("[{\"id\":1},[2]]")]
    public async Task Element_NotAnObject_IsMalformed(string element)
    {
        var malformed = await Snapshots.ReadMalformedAsync(element);

        Assert.Equal("not_an_object", malformed.Reason);
        Assert.Equal(element, malformed.Raw);
    }

    [Theory]
    [InlineData("""{"id":1,"timestamp":"2026-09-28 20:51:55","sensordatavalues":[]}""", "no_sensor")]
    [InlineData("{}", "no_sensor")]
    public async Task Entry_WithoutSensor_IsMalformed(string entry, string reason) =>
        Assert.Equal(reason, (await Snapshots.ReadMalformedAsync(entry)).Reason);

    [Theory]
    [InlineData("null")]
    [InlineData("28489")]
    [InlineData("[]")]
    public async Task Sensor_NotAnObject_IsNoSensor(string sensor) =>
        Assert.Equal("no_sensor", (await Snapshots.ReadMalformedAsync(Entries.Of(sensor: sensor))).Reason);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":"abc"}""")]
    [InlineData("""{"id":0}""")]
    [InlineData("""{"id":-7}""")]
    [InlineData("""{"id":1.5}""")]
    [InlineData("""{"id":9223372036854775808}""")]
    [InlineData("""{"id":{"id":1}}""")]
    public async Task Sensor_WithoutPositiveId_IsMalformed(string sensor) =>
        Assert.Equal("bad_sensor_id", (await Snapshots.ReadMalformedAsync(Entries.Of(sensor: sensor))).Reason);

    [Theory]
    [InlineData("null")]
    [InlineData("1790628715")]
    [InlineData("\"\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("\"2026-02-29 00:00:00\"")]
    [InlineData("\"2026-13-01 00:00:00\"")]
    [InlineData("\"2026-09-28 24:00:00\"")]
    [InlineData("\"2026-09-28 20:51:60\"")]
    [InlineData("\"2026-09-28 20:51:55+02:00\"")]
    [InlineData("\"28.09.2026 20:51:55\"")]
    [InlineData("[\"2026-09-28 20:51:55\"]")]
    public async Task Timestamp_Unreadable_IsMalformed(string timestamp) =>
        Assert.Equal("bad_timestamp", (await Snapshots.ReadMalformedAsync(Entries.Of(timestamp: timestamp))).Reason);

    [Theory]
    [InlineData("\"1969-12-31 23:59:59\"")]
    [InlineData("\"2262-04-11 23:47:17\"")]
    [InlineData("\"9999-12-31 23:59:59\"")]
    [InlineData("\"0001-01-01 00:00:00\"")]
    public async Task Fault19_TimestampThatTheTableCannotHold_IsMalformed(string timestamp) =>
        Assert.Equal("time_out_of_range", (await Snapshots.ReadMalformedAsync(Entries.Of(timestamp: timestamp))).Reason);

    [Theory]
    [InlineData("\"1970-01-01 00:00:00\"", 0)]
    [InlineData("\"2100-01-01 00:00:00\"", 4_102_444_800_000)]
    [InlineData("\"2262-04-11 23:47:16\"", 9_223_372_036_000)]
    public async Task Fault19_TimestampFarFromNow_IsKeptForTheTableToJudge(string timestamp, long expectedMs) =>
        Assert.Equal(expectedMs, (await Snapshots.ReadOneAsync(Entries.Of(timestamp: timestamp))).TimeMs);

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"P1\"")]
    public async Task Values_NotAnArray_AreMalformed(string values) =>
        Assert.Equal("no_values", (await Snapshots.ReadMalformedAsync(Entries.Of(values: values))).Reason);

    [Theory]
    [InlineData("\"timestamp\":\"2026-09-28 20:51:55\",", "\"sampling_rate\"")]
    [InlineData("\"sensor\":{\"id\":5},", "\"sampling_rate\"")]
    [InlineData("\"id\":28489,", "\"pin\"")]
    [InlineData("\"name\":\"PPD42NS\",", "\"manufacturer\"")]
    [InlineData("\"latitude\":\"1\",", "\"altitude\"")]
    [InlineData("\"value\":\"3.60\",", "\"value_type\":\"P1\"")]
    [InlineData("\"\\u0069d\":1,", "\"pin\"")]
    public async Task Fault24_KeyThatIsReadTwice_IsMalformed(string twin, string before)
    {
        var entry = Entries.Of();
        var at = entry.IndexOf(before, StringComparison.Ordinal);

        Assert.Equal("duplicate_key", (await Snapshots.ReadMalformedAsync(entry.Insert(at, twin))).Reason);
    }

    [Fact]
    public async Task Fault24_KeyThatNobodyReadsTwice_IsNoMatter() =>
        Assert.Equal(2, (await Snapshots.ReadOneAsync(Entries.Of().Insert(1, "\"sampling_rate\":1,\"x\":1,\"x\":2,"))).Measurements.Count);

    [Theory]
    [InlineData(10_000, '[', ']')]
    [InlineData(100_000, '[', ']')]
    [InlineData(64, '[', ']')]
    public async Task Fault24_DeepNesting_IsMalformed(int depth, char open, char close)
    {
        var entry = Entries.Of().Insert(1, $"\"x\":{new string(open, depth)}{new string(close, depth)},");

        var malformed = await Snapshots.ReadMalformedAsync(entry);

        Assert.Equal("too_deep", malformed.Reason);
        Assert.Equal(Math.Min(entry.Length, 65_536), malformed.Raw.Length);
    }

    [Fact]
    public async Task Entry_NestedToTheLimit_IsRead() =>
        Assert.Equal(2, (await Snapshots.ReadOneAsync(Entries.Of().Insert(1, $"\"x\":{new string('[', 63)}{new string(']', 63)},"))).Measurements.Count);

    [Theory]
    [InlineData(262_145)]
    [InlineData(1_000_000)]
    public async Task Fault24_HugeString_IsMalformed(int length)
    {
        var start = Entries.Of().Insert(1, "\"x\":\"]},{[\\\"");
        var entry = start.Insert(start.IndexOf("]},{[", StringComparison.Ordinal), new string('x', length - start.Length - 2)).Replace("[\\\"", "[\\\"\",", StringComparison.Ordinal);

        var malformed = await Snapshots.ReadMalformedAsync(entry);

        Assert.Equal("too_large", malformed.Reason);
        Assert.Equal(65_536, malformed.Raw.Length);
    }

    [Theory]
    [InlineData(1_024, null)]
    [InlineData(1_025, "too_large")]
    public async Task Entry_AtTheSizeLimit_IsReadAndOneByteMoreIsNot(int length, string? reason)
    {
        var options = new SnapshotOptions { AveragingMinutes = 5, MaxEntryBytes = 1_024 };
        var entry = Entries.Of().Insert(1, "\"x\":\"\",");
        entry = entry.Insert("{\"x\":\"".Length, new string('x', length - entry.Length));

        var snapshot = await Snapshots.ReadAsync(Entries.Feed(entry), options: options);

        Assert.Equal(reason, snapshot.Malformed.Keys.SingleOrDefault());
        Assert.Equal(reason is null ? 1 : 0, snapshot.Readings.Count);
    }

    [Theory]
    [InlineData("12345678901234567890")]
    [InlineData("[1,[2,\"]\"]]")]
    [InlineData("\"a\\\\\"")]
    public async Task OversizedElement_OfAnyKind_EndsWhereItEnds(string part)
    {
        var options = new SnapshotOptions { AveragingMinutes = 5, MaxEntryBytes = 1_024 };
        var element = part[0] switch
        {
            '"' => $"\"{string.Concat(Enumerable.Repeat("\\\\", 600))}\"",
            '[' => $"[{string.Join(',', Enumerable.Repeat(part, 200))}]",
            _ => string.Concat(Enumerable.Repeat(part, 100)),
        };

        Assert.Equal("too_large", (await Snapshots.ReadMalformedAsync(element, options)).Reason);
    }

    [Fact]
    public async Task Fault24_HugeNumberOfValues_KeepsThirtyTwoAndCountsTheRest()
    {
        var values = string.Join(',', Enumerable.Range(0, 5_000).Select(n => $$"""{"value":"{{n}}","value_type":"v{{n}}"}"""));

        var snapshot = await Snapshots.ReadAsync(Entries.Feed(Entries.Of(values: $"[{values}]")));

        Assert.Equal(32, Assert.Single(snapshot.Readings).Measurements.Count);
        Assert.Equal(4_968, snapshot.FilteredValues["too_many_values"]);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00x")]
    public async Task Name_WithAHalfCharacter_IsMalformed(string escape) =>
        Assert.Equal("bad_text", (await Snapshots.ReadMalformedAsync(Entries.Of(sensor: Entries.Sensor(3, escape)))).Reason);

    [Fact]
    public async Task Name_InInvalidUtf8_CostsItsEntryAlone()
    {
        var json = Encoding.UTF8.GetBytes(Entries.Feed(Entries.Of(sensor: Entries.Sensor(1, "SD?011")), Entries.Of(sensor: Entries.Sensor(2))));
        json[Array.IndexOf(json, (byte)'?')] = 0xFF;

        var snapshot = await Snapshots.ReadAsync(json);

        Assert.Equal(1, snapshot.Malformed["bad_text"]);
        Assert.Equal(2, Assert.Single(snapshot.Readings).SensorId);
    }

    [Fact]
    public async Task Ids_AsStrings_AreRead()
    {
        var entry = Entries.Of(
            id: "\"30858295319\"",
            sensor: """{"id":"28489","pin":7,"sensor_type":{"id":"14","name":"SDS011","manufacturer":null}}""",
            location: """{"id":"15707","latitude":52.5,"longitude":"13.4","altitude":"","country":"","indoor":true}""");

        var reading = await Snapshots.ReadOneAsync(entry);

        Assert.Equal((28489, "7", 14, null), (reading.SensorId, reading.SensorPin, reading.SensorTypeId, reading.SensorTypeManufacturer));
        Assert.Equal((15707, 52.5, 13.4, null, null, true), (reading.LocationId, reading.Latitude, reading.Longitude, reading.Altitude, reading.Country, reading.Indoor));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("{}")]
    public async Task Location_Missing_LeavesAReadingWithoutPlace(string location)
    {
        var reading = await Snapshots.ReadOneAsync(Entries.Of(location: location));

        Assert.Null(reading.LocationId);
        Assert.Null(reading.Latitude);
        Assert.Equal(2, reading.Measurements.Count);
    }

    [Fact]
    public async Task EscapedText_IsReadAsItsCharacters()
    {
        var entry = Entries.Of(values: """[{"value":"3\u002e60","value_\u0074ype":"\u00501"}]""", sensor: Entries.Sensor(1, "SDS\\u0030\\u00311"));

        var reading = await Snapshots.ReadOneAsync(entry);

        Assert.Equal(("SDS011", 1), (reading.SensorTypeName, reading.IndexPm10));
        Assert.Equal(3.6, Assert.Single(reading.Measurements).Value);
    }
}
