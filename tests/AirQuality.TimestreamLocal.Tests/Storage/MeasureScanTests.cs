using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using static AirQuality.TimestreamLocal.Tests.Storage.StoreHarness;

namespace AirQuality.TimestreamLocal.Tests.Storage;

/// <summary>SHOW MEASURES over the store, which reads no records for it.</summary>
public sealed class MeasureScanTests
{
    private const string Show = "SHOW MEASURES FROM d.t";

    private static string Scalar(string measureName, string type, string value, TimeSpan age, string dimension = "sensor") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"Dimensions":[{"Name":"{{dimension}}","Value":"1"}],"MeasureName":"{{measureName}}","MeasureValue":"{{value}}","MeasureValueType":"{{type}}","Time":"{{(Now - age).ToUnixTimeMilliseconds()}}"}""");

    [Fact]
    public async Task Show_EveryKindOfRecord_HasARowForEachNameAndType()
    {
        await using var store = await OpenAsync();
        await store.WriteAsync(
        [
            Scalar("pm", "DOUBLE", "1", TimeSpan.Zero), Scalar("pm", "BIGINT", "1", TimeSpan.FromHours(3)), Scalar("pm", "DOUBLE", "2", TimeSpan.FromHours(5), "site"),
            Scalar("ok", "BOOLEAN", "true", TimeSpan.Zero), Scalar("note", "VARCHAR", "x", TimeSpan.Zero),
            Multi("1", Now, Measure("a", "TIMESTAMP", "5")), Multi("1", Now.AddMinutes(-1), Measure("a", "TIMESTAMP", "5"), "pm"),
        ]);

        Assert.Equal(
            ["air | multi | sensor", "note | varchar | sensor", "ok | boolean | sensor", "pm | bigint | sensor", "pm | double | sensor,site", "pm | multi | sensor"],
            store.Rows(Show));
    }

    [Fact]
    public async Task Show_OfATableWithoutRecords_IsEmpty()
    {
        await using var store = await OpenAsync();

        Assert.Empty(store.Rows(Show));
    }

    [Fact]
    public async Task Show_SeriesPastRetention_LeavesItOutToTheNanosecond()
    {
        var time = new FakeTimeProvider(Now);
        await using var store = await OpenAsync(time: time, magneticDays: 1);
        await store.WriteAsync([Multi("1", Now, Measure("a", "BIGINT", "1"), "old"), Multi("1", Now.AddMinutes(1), Measure("a", "BIGINT", "1"), "young")]);

        // Memory 24 h, magnetic 1 d, and 25 minutes of slack: from here on the first record is past both stores.
        time.Advance(TimeSpan.FromHours(48) + TimeSpan.FromMinutes(25));
        Assert.Equal(["old | multi | sensor", "young | multi | sensor"], store.Rows(Show));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["young | multi | sensor"], store.Rows(Show));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(store.Rows(Show));
    }

    [Fact]
    public async Task Show_RecordReplacedByOneOfAnotherType_NamesBoth()
    {
        await using var store = await OpenAsync();
        await store.WriteAsync([Scalar("pm", "DOUBLE", "1", TimeSpan.Zero)]);
        await store.WriteAsync([Scalar("pm", "BIGINT", "1", TimeSpan.Zero).Replace("\"Time\"", "\"Version\":2,\"Time\"", StringComparison.Ordinal)]);

        Assert.Equal(["pm | bigint | sensor", "pm | double | sensor"], store.Rows(Show));
    }
}
