using AirQuality.Core.Records;
using AirQuality.Timestream.Tests.Scripted;
using FsCheck.Xunit;

namespace AirQuality.Timestream.Tests.Writing;

/// <summary>
/// Whatever the table does, in whatever order: no record is lost, none counts twice, and repeating everything changes nothing.
/// </summary>
public sealed class ConservationTests
{
    [Property(MaxTest = 40)]
    public async Task Write_AnySequenceOfFaults_ConservesEveryRecord(byte size, byte lanes, int seed)
    {
        await using var server = await ScriptedTimestream.StartAsync();
        var options = server.Options with { MaxRequestsInFlight = 1 + (lanes % 4), RetryBudget = 5 };
        var records = Samples.Records(size * 2);
        server.Script = new Misbehaviour(seed).React;
        var rejected = new HashSet<long>();
        IReadOnlyList<AirRecord> waiting = records;
        for (var cycle = 0; cycle < 4; cycle++)
            waiting = await WriteAsync(waiting);
        server.Script = _ => Reaction.Serve;
        waiting = await WriteAsync(waiting);

        Assert.Empty(waiting);
        Assert.All(records, record => Assert.True(Holds(record) ^ rejected.Contains(record.SensorId)));
        var rows = server.Table.Rows.ToDictionary();
        await WriteAsync([.. records.Where(record => !rejected.Contains(record.SensorId))]);
        Assert.Equal(rows, server.Table.Rows);

        bool Holds(AirRecord record) => server.Table.Holds(record.SensorId, record.TimeMs);

        async Task<IReadOnlyList<AirRecord>> WriteAsync(IReadOnlyList<AirRecord> some)
        {
            var result = await server.WriteAsync(some, options);
            rejected.UnionWith(result.Rejected.Select(one => one.Record.SensorId));
            return result.Undelivered;
        }
    }

    /// <summary>A third of the requests goes wrong in one of five ways; sensors whose number ends in 13 are refused for good.</summary>
    private sealed class Misbehaviour(int seed)
    {
        private readonly Random _dice = new(seed);

        public Reaction React(Call call)
        {
            var refused = Refused(call);
            lock (_dice)
                return _dice.Next(15) switch
                {
                    0 => Reaction.Throttle,
                    1 => Reaction.ServerError,
                    2 when refused.Length == 0 => Reaction.LoseAnswer,
                    3 => Reaction.Answer(502, "text/html", "<html>Bad gateway</html>"),
                    4 => Reaction.Answer(200, "application/x-amz-json-1.0", "{\"RecordsIng"),
                    < 10 when refused.Length > 0 => Reaction.Invalid("bad"),
                    _ => Reaction.Reject(refused),
                };
        }

        private static int[] Refused(Call call) =>
        [
            .. call.Body.GetProperty("Records").EnumerateArray().Index()
                .Where(record => record.Item.ToString().Contains("13\"},{\"Name\":\"sensor_type_name\"", StringComparison.Ordinal)
                    || record.Item.ToString().Contains("\"sensor_id\",\"Value\":\"13\"", StringComparison.Ordinal))
                .Select(record => record.Index),
        ];
    }
}
