using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AirQuality.Api.Problems;
using AirQuality.Api.Telemetry;
using AirQuality.Timestream;
using AirQuality.Timestream.Reading;
using Microsoft.Extensions.Options;

namespace AirQuality.Api.Store;

/// <summary>
/// Asks the store again and again whether something was written, and reads the newest readings when it was: one small bounded query at a
/// time, whatever the number of clients.
/// </summary>
internal sealed partial class StoreWatch(
    StoreConnection connection, IOptions<StoreSettings> settings, TimeProvider time, StoreMetrics metrics, ILogger<StoreWatch> log) : BackgroundService
{
    private static readonly TimeSpan RetryAfterOutage = TimeSpan.FromSeconds(10);
    private readonly TaskCompletionSource _firstLook = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _lookback = TimeSpan.FromHours(settings.Value.LookbackHours);
    private StoreSnapshot? _current;
    private NewestWrite? _seen;

    /// <summary>The store as it was last seen; null while it cannot be reached, and before the first look.</summary>
    public StoreSnapshot? Current => Volatile.Read(ref _current);

    /// <summary>Why the last look at the store failed, as a stable code; null where it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>How long an answer stays good: until the next look.</summary>
    public TimeSpan Patience => TimeSpan.FromSeconds(settings.Value.PollSeconds ?? (connection.IsLocal ? 2 : 30));

    /// <summary>The store as it was last seen; just after the start, waits for the first look.</summary>
    /// <exception cref="ProblemException">The store cannot be reached.</exception>
    public async ValueTask<StoreSnapshot> GetAsync(CancellationToken cancellationToken)
    {
        if (Current is { } current)
            return current;
        var wait = TimeSpan.FromSeconds(settings.Value.FirstLookSeconds);
        await _firstLook.Task.WaitAsync(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return Current ?? throw new ProblemException(
            ProblemType.StoreUnavailable, "The store gives no answer. Ask again a little later; /health/ready tells when it is back.")
        {
            RetryAfter = RetryAfterOutage,
        };
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var outcome = await LookAsync(stoppingToken);
                Failure = null;
                metrics.Looked(outcome, Current);
                _firstLook.TrySetResult();
            }
            catch (TimestreamException outage)
            {
                if (Interlocked.Exchange(ref _current, null) is not null || !_firstLook.Task.IsCompleted)
                    LogOutage(log, outage.StableCode, outage.Message);
                _seen = null;
                Failure = outage.StableCode;
                metrics.Looked(StoreLook.Failed, seen: null);
                _firstLook.TrySetResult();
            }
            await Task.Delay(Patience, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<StoreLook> LookAsync(CancellationToken cancellationToken)
    {
        using var activity = ApiActivity.Source.StartActivity("look at the store");
        var now = time.GetUtcNow();
        var from = HourOf(now - _lookback);

        // Asked before the rows are read: what is written meanwhile changes the next answer, and is read then.
        var columns = await new TableColumnsQuery(connection.Queries, connection.Options).ReadAsync(cancellationToken);
        var write = await new NewestWriteQuery(connection.Queries, connection.Options).ReadAsync(columns, from.ToUnixTimeMilliseconds(), cancellationToken);
        if (write == _seen && Current is not null)
            return StoreLook.Unchanged;

        var readings = await new NewestReadingsQuery(connection.Queries, connection.Options)
            .ReadAsync(columns, from.ToUnixTimeMilliseconds(), NewestReadingsQuery.NoEnd, cancellationToken: cancellationToken);
        var newest = write.NewestMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : (DateTimeOffset?)null;
        Volatile.Write(ref _current, new StoreSnapshot(TokenOf(write), now, newest, columns, readings));
        _seen = write;
        LogRead(log, readings.Count, newest);
        return StoreLook.Changed;
    }

    // The span asked for begins at a whole hour, so that its rows do not change by the mere passing of time.
    private static DateTimeOffset HourOf(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private static string TokenOf(NewestWrite write) => Base64Url.EncodeToString(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{write.NewestMs} {write.Rows} {write.AveragingSum}"))).AsSpan(0, 9));

    [LoggerMessage(10, LogLevel.Warning, "The store cannot be read ({Code}): {Message}")]
    private static partial void LogOutage(ILogger log, string code, string message);

    [LoggerMessage(11, LogLevel.Information, "Read the newest readings of {Sensors} sensors; the newest is of {Newest}")]
    private static partial void LogRead(ILogger log, int sensors, DateTimeOffset? newest);
}
