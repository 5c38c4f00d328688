using AirQuality.Core.Records;
using AirQuality.Timestream.Tests.Scripted;
using AirQuality.Timestream.Writing;

namespace AirQuality.Timestream.Tests.Writing;

/// <summary>Writes to a scripted server, and holds every result to the invariants that no fault may break.</summary>
internal static class Writes
{
    public static async Task<WriteResult> WriteAsync(
        this ScriptedTimestream server,
        IReadOnlyList<AirRecord> records,
        TimestreamOptions? options = null,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        options ??= server.Options;
        using var client = TimestreamClients.CreateWrite(options);
        var result = await new RecordWriter(client, options, time).WriteAsync(records, cancellationToken);
        AssertConserved(server, records, result);
        return result;
    }

    public static int RecordCount(this Call call) => call.Body.GetProperty("Records").GetArrayLength();

    /// <summary>Every record is in exactly one list; what is called stored is in the table, what is called rejected has a reason.</summary>
    private static void AssertConserved(ScriptedTimestream server, IReadOnlyList<AirRecord> records, WriteResult result)
    {
        var accounted = result.Stored.Concat(result.Rejected.Select(one => one.Record)).Concat(result.Undelivered)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        Assert.Equal(records.Count, result.Stored.Count + result.Rejected.Count + result.Undelivered.Count);
        Assert.True(accounted.SetEquals(records));
        Assert.All(result.Stored, record => Assert.True(server.Table.Holds(record.SensorId, record.TimeMs)));
        Assert.All(result.Rejected, one => Assert.NotEmpty(one.Reason));
        Assert.Equal(result.Undelivered.Count == 0, result.Failure is null);
    }
}
