using System.Text.Json;
using AirQuality.Core.Archive;
using AirQuality.Timestream.Reading;
using AirQuality.Timestream.Tests.Scripted;

namespace AirQuality.Timestream.Tests.Reading;

public sealed class LiveSensorsQueryTests
{
    [Fact]
    public async Task Sensors_OfOneBoundedQuery_AreTheirNewestSeries()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Pages.Enqueue(Page(
            ["1", "SDS011", "1", "14", "Nova", "7", "DE", "2025-11-24 08:00:00.000000000"],
            ["1", "SDS011", "1", "14", "Nova Fitness", "8", "AT", "2025-11-24 09:00:00.000000000"],
            ["2", "DHT22", null, "9", null, null, null, "2025-11-24 08:00:00.000000000"],
            ["north", "DHT22", null, "9", null, null, null, "2025-11-24 08:00:00.000000000"]));

        var sensors = await ReadAsync(server);

        Assert.Equal([1, 2], sensors.Keys.Order());
        Assert.Equal(new KnownSensor("SDS011", "1", 14, "Nova Fitness", 8, "AT"), sensors[1]);
        Assert.Equal(new KnownSensor("DHT22", null, 9), sensors[2]);
        Assert.Equal(
            "SELECT sensor_id, sensor_type_name, sensor_pin, sensor_type_id, sensor_type_manufacturer, location_id, country, max(time) AS newest "
            + "FROM \"air_quality\".\"readings\" WHERE measure_name = 'air_quality' "
            + "AND time BETWEEN timestamp '2025-11-24 08:00:00.000' AND timestamp '2025-11-25 08:00:00.000' AND averaging_minutes >= 1 "
            + "AND sensor_type_id IS NOT NULL GROUP BY sensor_id, sensor_type_name, sensor_pin, sensor_type_id, sensor_type_manufacturer, location_id, country",
            Assert.Single(server.Calls).Body.GetProperty("QueryString").GetString());
    }

    [Fact]
    public async Task Table_WithoutTheFeedsColumns_KnowsNoSensor()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Invalid("line 1:40: Column 'sensor_pin' does not exist");

        Assert.Empty(await ReadAsync(server));
    }

    [Fact]
    public async Task Database_ThatIsMissing_IsAnError()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Invalid("Requested database 'air_quality' not found for identifier 'air_quality.readings' at line 1:45");

        await Assert.ThrowsAsync<TimestreamException>(() => ReadAsync(server));
    }

    private static string Page(params string?[][] rows)
    {
        var data = rows.Select(row => new { Data = row.Select(value => value is null ? (object)new { NullValue = true } : new { ScalarValue = value }) });
        return $$"""{"QueryId":"Q","ColumnInfo":[],"Rows":{{JsonSerializer.Serialize(data)}}}""";
    }

    private static async Task<IReadOnlyDictionary<long, KnownSensor>> ReadAsync(ScriptedTimestream server)
    {
        using var client = TimestreamClients.CreateQuery(server.Options);
        return await new LiveSensorsQuery(new QueryRunner(client, server.Options), server.Options).ReadAsync(Samples.TimeMs, Samples.TimeMs + 86_400_000);
    }
}
