using System.Globalization;
using System.Net;
using AirQuality.Timestream.Tests.Scripted;

namespace AirQuality.Timestream.Tests.Writing;

public sealed class RecordWriterFaultTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public async Task Write_ThrottledInPart_StoresEverythingWithinTheBudget(int percent)
    {
        await using var server = await ScriptedTimestream.StartAsync();
        var dice = new Random(percent);
        server.Script = _ => Roll(dice, percent) ? Reaction.Throttle : Reaction.Serve;

        var result = await server.WriteAsync(Samples.Records(5_000));

        Assert.Equal(5_000, result.Stored.Count);
        Assert.Equal(server.Calls.Count, result.Requests);
        Assert.InRange(result.Requests, 50, (2 * 50) + server.Options.RetryBudget);
    }

    [Fact]
    public async Task Write_AlwaysThrottled_StopsAtTheBudgetHoweverManyBatchesWait()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Throttle;

        var result = await server.WriteAsync(Samples.Records(35_000), server.Options with { RetryBudget = 7 });

        Assert.Equal(35_000, result.Undelivered.Count);
        Assert.Equal(TimestreamErrorCode.Throttled, result.Failure!.Code);
        Assert.True(result.Failure.IsTransient);
        Assert.InRange(result.Retries, 1, 7);
        Assert.InRange(server.Calls.Count, 4, 4 + 7);
    }

    [Fact]
    public async Task Write_SdkAttemptsConfigured_MultiplyOnTheWire()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.ServerError;

        var result = await server.WriteAsync(Samples.Records(1), server.Options with { MaxAttempts = 2, RetryBudget = 1 });

        Assert.Equal(2, result.Requests);
        Assert.Equal(4, server.Calls.Count);
    }

    [Fact]
    public async Task O5_RejectsForgotten_EveryRefusedRecordComesBackWithItsReason()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        var dice = new Random(5);
        server.Script = call => Reaction.Reject([.. Enumerable.Range(0, call.RecordCount()).Where(_ => Roll(dice, 3))]);
        var records = Samples.Records(3_000);

        var result = await server.WriteAsync(records);

        Assert.Empty(result.Undelivered);
        Assert.InRange(result.Rejected.Count, 30, 300);
        Assert.All(result.Rejected, one => Assert.Equal("refused by the script", one.Reason));
        Assert.All(result.Rejected, one => Assert.False(server.Table.Holds(one.Record.SensorId, one.Record.TimeMs)));
        Assert.Equal(server.Table.Rows.Count, result.Stored.Count);
        Assert.Equal(30, result.Requests);
    }

    [Fact]
    public async Task O5_OtherErrorsSwallowed_TheBatchIsUndeliveredAndTheFailureSaysWhy()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        var refusal = Reaction.Fail(HttpStatusCode.PaymentRequired, "ServiceQuotaExceededException", "Too many tables.");
        server.Script = call => call.Number == 2 ? refusal : Reaction.Serve;

        var result = await server.WriteAsync(Samples.Records(300), server.Options with { MaxRequestsInFlight = 1 });

        Assert.Equal((100, 200), (result.Stored.Count, result.Undelivered.Count));
        Assert.Equal(TimestreamErrorCode.QuotaExceeded, result.Failure!.Code);
        Assert.Contains("Too many tables.", result.Outage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_VersionTooLow_IsRejectedWithTheVersionThatIsThere()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        await server.WriteAsync([Samples.Record(7, version: 1440)]);

        var result = await server.WriteAsync([Samples.Record(7, version: 5, p1: "1.0")]);

        Assert.Equal(1440, Assert.Single(result.Rejected).ExistingVersion);
    }

    [Fact]
    public async Task Write_AnswerLostAfterCommit_IsSentAgainAndChangesNothing()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = call => call.Number % 2 == 1 ? Reaction.LoseAnswer : Reaction.Serve;

        var result = await server.WriteAsync(Samples.Records(500), server.Options with { MaxRequestsInFlight = 1 });

        Assert.Equal(500, result.Stored.Count);
        Assert.Empty(result.Rejected);
        Assert.Equal(500, server.Table.Rows.Count);
        Assert.Equal(500, server.Table.Repeated);
        Assert.Equal(10, server.Calls.Count);
    }

    [Fact]
    public async Task Write_NobodyListens_IsUnreachable()
    {
        var server = await ScriptedTimestream.StartAsync();
        await server.DisposeAsync();

        var result = await server.WriteAsync(Samples.Records(200), server.Options with { RetryBudget = 2 });

        Assert.Equal(TimestreamErrorCode.Unreachable, result.Failure!.Code);
        Assert.Contains(server.Endpoint.Authority, result.Outage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_TableHangs_TimesOutAndRetriesWithinTheBudget()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        var never = new TaskCompletionSource();
        server.Hold = _ => never.Task;

        var result = await server.WriteAsync(
            Samples.Records(100), server.Options with { RequestTimeout = TimeSpan.FromMilliseconds(100), RetryBudget = 1 });
        never.SetResult();

        Assert.Equal(TimestreamErrorCode.TimedOut, result.Failure!.Code);
        Assert.Equal(2, result.Requests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(57)]
    public async Task Write_OnePoisonRecord_IsFoundAndEverythingElseIsStored(int poison)
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = call => Contains(call, poison) ? Reaction.Invalid("1 validation error detected: bad record.") : Reaction.Serve;

        var result = await server.WriteAsync(Samples.Records(250));

        var rejected = Assert.Single(result.Rejected);
        Assert.Equal(poison, rejected.Record.SensorId);
        Assert.Equal("1 validation error detected: bad record.", rejected.Reason);
        Assert.Equal(249, result.Stored.Count);
        Assert.InRange(result.Requests, 3, 3 + (2 * 7));
    }

    [Fact]
    public async Task Write_ManyPoisonRecords_AreAllFound()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        int[] poison = [3, 4, 99, 100, 101, 180];
        server.Script = call => poison.Any(sensor => Contains(call, sensor)) ? Reaction.Invalid("bad") : Reaction.Serve;

        var result = await server.WriteAsync(Samples.Records(200));

        Assert.Equal(poison.Select(sensor => (long)sensor), result.Rejected.Select(one => one.Record.SensorId));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(100)]
    public async Task Write_ServiceFailsOnOneRecordAlways_IsFoundAndEverythingElseIsStored(int poison)
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = call => Contains(call, poison) ? Reaction.ServerError : Reaction.Serve;

        var result = await server.WriteAsync(Samples.Records(100));

        Assert.Equal(poison, Assert.Single(result.Rejected).Record.SensorId);
        Assert.Contains("Something broke.", result.Rejected[0].Reason, StringComparison.Ordinal);
        Assert.Equal(99, result.Stored.Count);
    }

    [Fact]
    public async Task Write_ServiceFailsOnEverything_GivesUpNoRecord()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.ServerError;

        var result = await server.WriteAsync(Samples.Records(1_000));

        Assert.Equal(1_000, result.Undelivered.Count);
        Assert.Equal(TimestreamErrorCode.ServerError, result.Failure!.Code);
        Assert.InRange(result.Requests, 1, 4 + (2 * server.Options.RetryBudget));
    }

    [Theory]
    [InlineData("{\"__type\":\"RejectedRecordsException\",\"Message\":\"m\"}")]
    [InlineData("{\"__type\":\"RejectedRecordsException\",\"Message\":\"m\",\"RejectedRecords\":[]}")]
    [InlineData("{\"__type\":\"RejectedRecordsException\",\"Message\":\"m\",\"RejectedRecords\":[{\"Reason\":\"no index\"}]}")]
    [InlineData("{\"__type\":\"RejectedRecordsException\",\"Message\":\"m\",\"RejectedRecords\":[{\"RecordIndex\":100,\"Reason\":\"r\"}]}")]
    public async Task Write_RejectionThatDoesNotSayWhich_IsNarrowedDown(string body)
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = call => Contains(call, 42) ? Reaction.Answer(419, "application/x-amz-json-1.0", body) : Reaction.Serve;

        var result = await server.WriteAsync(Samples.Records(100));

        Assert.Equal(42, Assert.Single(result.Rejected).Record.SensorId);
        Assert.Equal(99, result.Stored.Count);
    }

    [Theory]
    [InlineData(400, "text/html", "<html><body>Bad Request</body></html>", TimestreamErrorCode.UnexpectedAnswer, false)]
    [InlineData(404, "text/plain", "no such page", TimestreamErrorCode.UnexpectedAnswer, false)]
    [InlineData(403, "application/json", "", TimestreamErrorCode.AccessDenied, false)]
    [InlineData(500, "text/html", "<html>", TimestreamErrorCode.ServerError, true)]
    [InlineData(503, "application/json", "{\"__type\":", TimestreamErrorCode.ServerError, true)]
    [InlineData(200, "text/html", "<html>Welcome</html>", TimestreamErrorCode.UnexpectedAnswer, true)]
    public async Task Write_AnswerIsNotTimestreams_NothingIsLostAndNothingCountsAsStored(
        int status, string contentType, string body, TimestreamErrorCode code, bool transient)
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Answer(status, contentType, body);

        var result = await server.WriteAsync(Samples.Records(150), server.Options with { RetryBudget = 1 });

        Assert.Equal(150, result.Undelivered.Count);
        Assert.Equal((code, transient), (result.Failure!.Code, result.Failure.IsTransient));
    }

    [Fact]
    public async Task Write_AnswerIsALongPage_TheMessageQuotesItsBeginningAlone()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Answer(503, "text/plain", new string('x', 100_000));

        var result = await server.WriteAsync(Samples.Records(1), server.Options with { RetryBudget = 0 });

        Assert.InRange(result.Outage!.Length, 100, 1_200);
    }

    [Theory]
    [InlineData(403, "AccessDeniedException", TimestreamErrorCode.AccessDenied)]
    [InlineData(404, "ResourceNotFoundException", TimestreamErrorCode.NotFound)]
    [InlineData(400, "UnrecognizedClientException", TimestreamErrorCode.AccessDenied)]
    public async Task Write_SettingsAreWrong_FailsAtOnceAndSaysWhatToDo(int status, string code, TimestreamErrorCode expected)
    {
        await using var server = await ScriptedTimestream.StartAsync();
        server.Script = _ => Reaction.Fail((HttpStatusCode)status, code, "The service says no.");

        var result = await server.WriteAsync(Samples.Records(1_000));

        Assert.Equal(expected, result.Failure!.Code);
        Assert.False(result.Failure.IsTransient);
        Assert.Contains("The service says no.", result.Outage, StringComparison.Ordinal);
        Assert.Contains("Check ", result.Outage, StringComparison.Ordinal);
        Assert.Equal(0, result.Retries);
        Assert.InRange(result.Requests, 1, 4);
    }

    [Fact]
    public async Task Write_SinkDownForSomeCyclesThenBack_EveryRecordArrivesOnce()
    {
        await using var server = await ScriptedTimestream.StartAsync();
        var down = true;
        server.Script = _ => down ? Reaction.ServerError : Reaction.Serve;
        var options = server.Options with { RetryBudget = 2 };
        IReadOnlyList<Core.Records.AirRecord> waiting = [];
        for (var cycle = 0; cycle < 3; cycle++)
        {
            var result = await server.WriteAsync([.. waiting, .. Samples.Records(150, 1 + (150 * cycle))], options);
            waiting = result.Undelivered;
        }

        Assert.Equal(450, waiting.Count);
        down = false;
        var last = await server.WriteAsync(waiting);

        Assert.Equal(450, last.Stored.Count);
        Assert.Equal(450, server.Table.Rows.Count);
    }

    private static bool Contains(Call call, int sensor) => call.Body.ToString().Contains(
        string.Create(CultureInfo.InvariantCulture, $"\"sensor_id\",\"Value\":\"{sensor}\""), StringComparison.Ordinal);

    private static bool Roll(Random dice, int percent)
    {
        lock (dice)
            return dice.Next(100) < percent;
    }
}
