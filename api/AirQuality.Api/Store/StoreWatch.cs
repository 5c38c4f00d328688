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
/// Asks the store again and again whether something was written, and reads the newest readings when it was, whatever the number of clients.
/// A look is a question about the last minutes of data, so that it costs the same however much there is; now and then one goes over the whole
/// lookback, for what was written late.
/// </summary>
internal sealed partial class StoreWatch(
    StoreConnection connection, IOptions<StoreSettings> settings, TimeProvider time, StoreMetrics metrics, ILogger<StoreWatch> log) : BackgroundService
{
    private const string Unexpected = "unexpected";
    private static readonly TimeSpan RetryAfterOutage = TimeSpan.FromSeconds(10);

    // While nothing can be served, the way back is looked for more often than a store elsewhere is asked otherwise.
    private static readonly TimeSpan OutageInterval = TimeSpan.FromSeconds(5);

    // Two cycles: readings reach the feed up to five minutes after they were made.
    private static readonly TimeSpan RecentSpan = TimeSpan.FromMinutes(10);
    private readonly TaskCompletionSource _firstLook = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _lookback = TimeSpan.FromHours(settings.Value.LookbackHours);
    private StoreSnapshot? _current;
    private Mark? _recent;
    private NewestWrite? _whole;
    private long _lastWholeLook;

    /// <summary>The store as it was last seen; null while it cannot be reached, and before the first look.</summary>
    public StoreSnapshot? Current => Volatile.Read(ref _current);

    /// <summary>Why the last look at the store failed, as a stable code; null where it did not.</summary>
    public string? Failure { get; private set; }

    private TimeSpan WholeLookInterval => TimeSpan.FromSeconds(settings.Value.FullLookSeconds ?? (connection.IsLocal ? 60 : 900));

    /// <summary>How long an answer stays good: until the next look.</summary>
    public TimeSpan Patience => TimeSpan.FromSeconds(settings.Value.PollSeconds ?? (connection.IsLocal ? 2 : 30));

    /// <summary>The store as it was last seen; just after the start, waits for the first look.</summary>
    /// <exception cref="ProblemException">The store cannot be reached.</exception>
    public async ValueTask<StoreSnapshot> GetAsync(CancellationToken cancellationToken)
    {
        await WaitForFirstLookAsync(cancellationToken);
        return Current ?? throw new ProblemException(
            ProblemType.StoreUnavailable, "The store gives no answer. Ask again a little later; /health/ready tells when it is back.")
        {
            RetryAfter = RetryAfterOutage,
        };
    }

    /// <summary>Just after the start, waits until the store was looked at once, whatever was found; not for long.</summary>
    public async ValueTask WaitForFirstLookAsync(CancellationToken cancellationToken)
    {
        if (Current is not null)
            return;
        var wait = TimeSpan.FromSeconds(settings.Value.FirstLookSeconds);
        await _firstLook.Task.WaitAsync(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var before = Current;
                await LookAsync(stoppingToken);
                Failure = null;
                metrics.Looked(ReferenceEquals(before, Current) ? StoreLook.Unchanged : StoreLook.Changed, Current);
                _firstLook.TrySetResult();
            }
            catch (TimestreamException outage)
            {
                if (Lose(outage.StableCode))
                    LogOutage(log, outage.StableCode, outage.Message);
            }
            catch (Exception unexpected) when (!stoppingToken.IsCancellationRequested)
            {
                // A row that nobody foresaw must not end the server: its owner may put it right.
                if (Lose(Unexpected))
                    LogUnexpected(log, unexpected);
            }
            await Task.Delay(Current is null && Patience > OutageInterval ? OutageInterval : Patience, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Whether this is news.
    private bool Lose(string code)
    {
        var isNews = Failure != code;
        Volatile.Write(ref _current, null);
        Failure = code;
        metrics.Looked(StoreLook.Failed, seen: null);
        _firstLook.TrySetResult();
        return isNews;
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var activity = ApiActivity.Source.StartActivity("look at the store");
        if (Current is not { } current || _recent is null || time.GetElapsedTime(_lastWholeLook) >= WholeLookInterval)
            await LookAtAllAsync(cancellationToken);
        else if (await MarkAsync(current.Columns, _recent.FromMs, cancellationToken) is var mark && mark != _recent)
            await ReadSinceAsync(current, mark, cancellationToken);
    }

    private async Task LookAtAllAsync(CancellationToken cancellationToken)
    {
        _lastWholeLook = time.GetTimestamp();

        // Marks are asked for before the rows: what is written meanwhile changes the next answer, and is read then.
        var from = HourOf(time.GetUtcNow() - _lookback).ToUnixTimeMilliseconds();
        var columns = await new TableColumnsQuery(connection.Queries, connection.Options).ReadAsync(cancellationToken);
        var whole = (await MarkAsync(columns, from, cancellationToken)).Write;
        var recent = await MarkAsync(columns, RecentFrom(whole.NewestMs, from), cancellationToken);
        if (whole != _whole || recent != _recent || Current is null)
            Publish(columns, await ReadAsync(columns, from, cancellationToken), recent.Write);
        (_whole, _recent) = (whole, recent);
    }

    private async Task ReadSinceAsync(StoreSnapshot current, Mark mark, CancellationToken cancellationToken)
    {
        var columns = await new TableColumnsQuery(connection.Queries, connection.Options).ReadAsync(cancellationToken);
        var recent = await MarkAsync(columns, RecentFrom(mark.Write.NewestMs, mark.FromMs), cancellationToken);
        var read = await ReadAsync(columns, mark.FromMs, cancellationToken);
        Publish(columns, NewestBySensor.Merge(current.Readings, read), recent.Write);
        _recent = recent;
    }

    private async Task<Mark> MarkAsync(TableColumns columns, long fromMs, CancellationToken cancellationToken) =>
        new(fromMs, await new NewestWriteQuery(connection.Queries, connection.Options).ReadAsync(columns, fromMs, cancellationToken));

    private Task<IReadOnlyList<StoredReading>> ReadAsync(TableColumns columns, long fromMs, CancellationToken cancellationToken) =>
        new NewestReadingsQuery(connection.Queries, connection.Options).ReadAsync(columns, fromMs, cancellationToken: cancellationToken);

    private void Publish(TableColumns columns, IReadOnlyList<StoredReading> readings, NewestWrite write)
    {
        var newest = write.NewestMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : (DateTimeOffset?)null;
        var now = time.GetUtcNow();
        Volatile.Write(ref _current, new StoreSnapshot(TokenOf(write, now), now, newest, columns, readings));
        LogRead(log, readings.Count, newest);
    }

    private static long RecentFrom(long? newestMs, long fallbackMs) => newestMs is { } newest ? Math.Max(fallbackMs, newest - (long)RecentSpan.TotalMilliseconds) : fallbackMs;

    // The span asked for begins at a whole hour, so that its rows do not change by the mere passing of time.
    private static DateTimeOffset HourOf(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    // A late write may leave the marks of the last minutes as they were, and is seen at another time all the same.
    private static string TokenOf(NewestWrite write, DateTimeOffset seen) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{write.NewestMs} {write.Rows} {write.AveragingSum} {seen.UtcTicks}"))).AsSpan(0, 9));

    /// <summary>What was written to a span that has no end.</summary>
    private sealed record Mark(long FromMs, NewestWrite Write);

    [LoggerMessage(10, LogLevel.Warning, "The store cannot be read ({Code}): {Message}")]
    private static partial void LogOutage(ILogger log, string code, string message);

    [LoggerMessage(12, LogLevel.Error, "The store holds something that cannot be read")]
    private static partial void LogUnexpected(ILogger log, Exception exception);

    [LoggerMessage(11, LogLevel.Information, "Read the newest readings of {Sensors} sensors; the newest is of {Newest:u}")]
    private static partial void LogRead(ILogger log, int sensors, DateTimeOffset? newest);
}
