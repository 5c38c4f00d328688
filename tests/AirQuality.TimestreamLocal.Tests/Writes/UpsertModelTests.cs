using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static AirQuality.TimestreamLocal.Tests.Storage.StoreHarness;

namespace AirQuality.TimestreamLocal.Tests.Writes;

/// <summary>One write of the model: a key, a version and a value.</summary>
public sealed record ModelWrite(int Sensor, int Minute, int Version, int Value);

/// <summary>Any sequence of writes, cut into requests anyhow, against a dictionary that follows the reference's table of upserts.</summary>
public sealed class UpsertModelTests
{
    [Property(MaxTest = 40, Arbitrary = [typeof(Writes)])]
    public async Task Writes_AnySequence_LeaveWhatTheTableOfUpsertsSays(ModelWrite[][] requests)
    {
        await using var store = await OpenAsync();
        Dictionary<(int, int), (int Version, int Value)> model = [];

        foreach (var request in requests.Where(request => request.Length > 0))
        {
            var expected = request.Select((write, index) => Apply(model, write) ? -1 : index).Where(index => index >= 0);
            var work = await store.WriteAsync(request.Select(Record));
            Assert.Equal(expected, work.Rejected.Select(rejected => rejected.Index));
            Assert.Equal(request.Length - work.Rejected.Count, work.MemoryStore);
        }

        if (model.Count > 0)
            Assert.Equal(
                model.Select(entry => (Text(entry.Key.Item1), Ns(Now.AddMinutes(-entry.Key.Item2)), (long)entry.Value.Value)).Order(),
                store.Scan(["sensor", "time", "n"]).Select(row => ((string)row[0]!, (long)row[1]!, (long)row[2]!)).Order());
    }

    /// <summary>Whether the write is accepted; the model then holds it.</summary>
    private static bool Apply(Dictionary<(int, int), (int Version, int Value)> model, ModelWrite write)
    {
        var key = (write.Sensor, write.Minute);
        if (!model.TryGetValue(key, out var stored) || write.Version > stored.Version)
        {
            model[key] = (write.Version, write.Value);
            return true;
        }

        return stored == (write.Version, write.Value);
    }

    private static string Record(ModelWrite write) => Multi(
        Text(write.Sensor), Now.AddMinutes(-write.Minute), Measure("n", "BIGINT", Text(write.Value)), version: Text(write.Version));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static class Writes
    {
        public static Arbitrary<ModelWrite[][]> Requests()
        {
            var write =
                from sensor in Gen.Choose(1, 3)
                from minute in Gen.Choose(0, 90).Select(minute => minute / 45 * 45)
                from version in Gen.Choose(1, 3)
                from value in Gen.Choose(0, 1)
                select new ModelWrite(sensor, minute, version, value);
            return write.ArrayOf().Resize(12).ArrayOf().Resize(12).ToArbitrary();
        }
    }
}
