using AirQuality.TimestreamLocal.Storage;
using static AirQuality.TimestreamLocal.Tests.Storage.StoreHarness;

namespace AirQuality.TimestreamLocal.Tests.Storage;

public sealed class StoreUpgradeTests : IDisposable
{
    private static readonly string[] Queries =
    [
        "SHOW MEASURES FROM d.t",
        "SELECT sensor, measure_name, max(time), max_by(n, time) FROM d.t GROUP BY 1, 2 ORDER BY 1, 2",
        "SELECT count(*), sum(n) FROM d.t",
    ];

    private readonly string _folder = NewFolder();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Open_FileOfLayout1_AnswersAsBeforeAndGoesOn()
    {
        List<string> before;
        await using (var store = await OpenAsync(_folder))
        {
            await store.WriteAsync(from sensor in Enumerable.Range(0, 50) from hour in Enumerable.Range(0, 2) select Multi(
                FormattableString.Invariant($"{sensor}"), Now.AddHours(-hour * (sensor % 4)).AddSeconds(hour), Measure("n", "BIGINT", FormattableString.Invariant($"{sensor}{hour}"))));
            await store.WriteAsync([$$"""{"MeasureName":"air","MeasureValue":"7","Time":"{{Now.ToUnixTimeMilliseconds()}}"}"""]);
            await store.CreateTableAsync("empty");
            before = Answers(store);
        }

        MakeLayout1();

        await using (var store = await OpenAsync(_folder))
        {
            Assert.Equal(before, Answers(store));
            await store.WriteAsync([Multi("new", Now, Measure("n", "BIGINT", "5"))]);
            Assert.Contains("new | 5", store.Rows("SELECT sensor, max_by(n, time) FROM d.t GROUP BY sensor"));
        }

        using var connection = SqliteConnection.Open(FileOf(_folder));
        Assert.Equal(StoreSchema.Version, connection.Scalar("PRAGMA user_version"));
    }

    private static List<string> Answers(StoreHarness store) => [.. Queries.SelectMany(store.Rows)];

    /// <summary>Layout 1 was the same without the tables of activity.</summary>
    private void MakeLayout1()
    {
        using var connection = SqliteConnection.Open(FileOf(_folder));
        connection.Execute("DROP TABLE activity_1; DROP TABLE activity_2; PRAGMA user_version = 1");
    }
}
