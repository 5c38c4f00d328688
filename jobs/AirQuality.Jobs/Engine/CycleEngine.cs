using System.Runtime.CompilerServices;
using AirQuality.Core.Cycle;
using AirQuality.Core.Feed;
using AirQuality.Jobs.Landing;
using AirQuality.Jobs.Settings;
using AirQuality.Timestream;
using AirQuality.Timestream.Writing;

namespace AirQuality.Jobs.Engine;

/// <summary>Feed → snapshot → entries → readings → only the updated → records → table, once a call.</summary>
internal sealed class CycleEngine
{
    // Repeated runs over one recorded snapshot keep its times this long, so that they find it unchanged instead of storing it again.
    private static readonly TimeSpan ReplayMemory = TimeSpan.FromHours(1);

    private readonly DataFolder _folder;
    private readonly FeedSettings _feedSettings;
    private readonly TimeSpan _keepLanded;
    private readonly TableConnection _table;
    private readonly FeedFetcher _fetcher;
    private readonly ICycleRuntime _runtime;
    private readonly ICycleProgress _progress;
    private readonly TimeProvider _time;
    private readonly LandingZone _landing;
    private readonly DeadLetters _deadLetters;
    private readonly Spool _spool;
    private readonly SnapshotWriter _writer;

    /// <summary>Makes an engine over a data folder and a table; it may be kept between cycles and then remembers what the table holds.</summary>
    public CycleEngine(
        AirQualitySettings settings, TableConnection table, ICycleRuntime runtime, FeedFetcher fetcher, ICycleProgress progress, TimeProvider time)
    {
        _folder = new DataFolder(settings.Data);
        _feedSettings = settings.Feed;
        _keepLanded = TimeSpan.FromHours(settings.Landing.KeepHours);
        _table = table;
        _runtime = runtime;
        _fetcher = fetcher;
        _progress = progress;
        _time = time;
        _landing = new LandingZone(_folder.Landing, time);
        _deadLetters = new DeadLetters(_folder.DeadLetter);
        _spool = new Spool(Path.Combine(_folder.Spool, table.Address.Destination), time);
        _writer = new SnapshotWriter(_deadLetters, _spool, time);
    }

    /// <summary>Runs a cycle to its end.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="replayAsNow">Whether to move all times so that the newest reading is now.</param>
    /// <param name="cancellationToken">When cancelled, batches in flight are finished, the rest is spooled, and the report says so.</param>
    /// <returns>What was done; both sums hold.</returns>
    /// <exception cref="FeedException">The feed could not be had.</exception>
    /// <exception cref="FeedFormatException">What came was no feed.</exception>
    public async Task<CycleReport> RunAsync(FeedSource feed, bool replayAsNow, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        _landing.DeleteHalfReceived();
        foreach (var file in _landing.TakeUnreadable())
            _progress.Warn($"'{file}' cannot be read, so its snapshot is left out of replays. Mend or delete it.");
        CrashPoints.Reached(CrashPoint.Started);
        var caughtUp = await CatchUpAsync(cancellationToken);
        CrashPoints.Reached(CrashPoint.CaughtUp);

        _progress.Stage($"fetching {feed.Name} from {feed.Location}");
        using var incoming = await _fetcher
            .FetchAsync(feed, replayAsNow ? null : _landing.ValidatorsOf(feed, _table.Address), _landing.Folder, cancellationToken);
        var fetchMs = _time.GetElapsedTime(started).TotalMilliseconds;
        CrashPoints.Reached(CrashPoint.Fetched);
        var report = incoming is null
            ? CycleReports.NotModified(feed, _table.Address.Target)
            : await TakeAsync(incoming, replayAsNow, caughtUp.Outage, cancellationToken);

        _landing.Prune(_keepLanded);
        return report with
        {
            CaughtUp = caughtUp.Counts,
            Milliseconds = report.Milliseconds! with { Fetch = fetchMs, Total = _time.GetElapsedTime(started).TotalMilliseconds },
        };
    }

    /// <summary>Writes the spool, then goes over snapshots that a cycle was cut short on.</summary>
    /// <returns>Counts, null where nothing was left behind; and why records still wait, null where none does.</returns>
    public async Task<(CatchUp? Counts, TimestreamException? Outage)> CatchUpAsync(CancellationToken cancellationToken)
    {
        var spooled = await _table.EnsureTableAsync(cancellationToken) is { } outage
            ? new ReplayResult { Failure = outage }
            : await _spool.ReplayAsync(_table.Writer, _deadLetters, cancellationToken: cancellationToken);
        foreach (var damage in spooled.Damaged)
            _progress.Warn(damage);
        var counts = CatchUp.Nothing with { Stored = spooled.Stored, Rejected = spooled.Rejected };
        if (counts != CatchUp.Nothing)
            _runtime.Forget();
        foreach (var snapshot in _landing.Unfinished(_table.Address))
        {
            _progress.Stage($"going over {snapshot.Id} again, which a cycle was cut short on");
            if (await TryReplayAsync(snapshot, spooled.Failure, cancellationToken) is { } report)
                counts = counts.Plus(report);
        }
        counts = counts with { Waiting = (await _spool.KeysAsync(CancellationToken.None)).Count };
        return (counts == CatchUp.Nothing ? null : counts, spooled.Failure);
    }

    /// <summary>Goes over every landed snapshot of the table again, oldest first.</summary>
    public async IAsyncEnumerable<CycleReport> ReplayLandedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var snapshot in _landing.Of(_table.Address))
        {
            if (await TryReplayAsync(snapshot, null, cancellationToken) is { } report)
                yield return report;
        }
    }

    /// <summary>Offers refused records to the table again.</summary>
    public Task<ReplayResult> ReplayDeadLettersAsync(CancellationToken cancellationToken) =>
        new DeadLetterReplay(_folder.DeadLetter, _table.Writer).RunAsync(cancellationToken);

    // A snapshot was whole when it landed. One that no longer is must not block every cycle after it.
    private async Task<CycleReport?> TryReplayAsync(LandedSnapshot snapshot, TimestreamException? outage, CancellationToken cancellationToken)
    {
        try
        {
            return await ReplayAsync(snapshot, outage, cancellationToken);
        }
        catch (Exception e) when (e is FeedFormatException or FeedException or FileNotFoundException)
        {
            _progress.Warn($"{_landing.SetAside(snapshot)} cannot be read and was set aside: {e.Message}");
            return null;
        }
    }

    private async Task<CycleReport> ReplayAsync(LandedSnapshot landed, TimestreamException? outage, CancellationToken cancellationToken)
    {
        var malformed = new List<MalformedEntry>();
        await using var json = IncomingSnapshot.Open(_landing.SnapshotPath(landed), isGzip: true, _feedSettings);
        using var snapshot = await ReadAsync(json, landed.AveragingMinutes, malformed, cancellationToken);
        return await StoreAsync(landed, snapshot, malformed, outage, cancellationToken);
    }

    private async Task<CycleReport> TakeAsync(IncomingSnapshot incoming, bool replayAsNow, TimestreamException? outage, CancellationToken cancellationToken)
    {
        _progress.Stage("parsing");
        var started = _time.GetTimestamp();
        var malformed = new List<MalformedEntry>();
        await using var json = new HashingStream(incoming.OpenJson(_feedSettings));
        using var snapshot = await ReadAsync(json, incoming.Feed.AveragingMinutes, malformed, cancellationToken);
        var parsed = _time.GetTimestamp();
        CrashPoints.Reached(CrashPoint.Parsed);

        // An empty feed is not kept: its validators would let the next cycles call it unchanged instead of empty.
        if (snapshot.Entries == 0)
            return CycleReports.Empty(incoming.Feed, snapshot.Counts, _table.Address.Target);

        var shiftMs = replayAsNow ? ShiftMs(snapshot.Counts, json.Sha256) : 0;
        var landed = await _landing.AcceptAsync(incoming, json.Sha256, shiftMs, _table.Address, cancellationToken);
        var landMs = _time.GetElapsedTime(parsed).TotalMilliseconds;
        CrashPoints.Reached(CrashPoint.Landed);

        var report = await StoreAsync(landed, snapshot, malformed, outage, cancellationToken);
        return report with
        {
            Milliseconds = report.Milliseconds! with
            {
                Parse = report.Milliseconds.Parse + _time.GetElapsedTime(started, parsed).TotalMilliseconds,
                Land = landMs,
            },
        };
    }

    private async Task<IReadSnapshot> ReadAsync(Stream json, int averagingMinutes, List<MalformedEntry> malformed, CancellationToken cancellationToken)
    {
        try
        {
            return await _runtime.ReadAsync(json, averagingMinutes, malformed, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw new FeedException("feed_bad_gzip", $"The snapshot's gzip is damaged: {e.Message} Nothing was stored.", inner: e);
        }
    }

    private async Task<CycleReport> StoreAsync(
        LandedSnapshot landed, IReadSnapshot snapshot, List<MalformedEntry> malformed, TimestreamException? outage, CancellationToken cancellationToken)
    {
        await _deadLetters.AddAsync(
            landed.Id,
            malformed.Select(m => DeadLetter.ForEntry(landed.Id, m.Offset, m.Index, m.Reason, m.Detail, m.Raw, _time.GetUtcNow())),
            CancellationToken.None);
        CrashPoints.Reached(CrashPoint.MalformedDeadLettered);
        var started = _time.GetTimestamp();
        var counts = snapshot.Counts;
        var counted = _time.GetTimestamp();
        _progress.Stage($"writing what is new of {counts.Storable} readings");
        var delivery = await _writer.WriteAsync(snapshot, landed.Id, landed.AveragingMinutes, landed.ShiftMs, outage, cancellationToken);
        var writeMs = _time.GetElapsedTime(counted).TotalMilliseconds - delivery.WatermarksMs;
        await _landing.FinishAsync(landed);
        CrashPoints.Reached(CrashPoint.Finished);
        return CycleReports.Of(landed, counts, delivery, cancellationToken.IsCancellationRequested) with
        {
            Milliseconds = new(0, _time.GetElapsedTime(started, counted).TotalMilliseconds, 0, delivery.WatermarksMs, writeMs, 0),
        };
    }

    private long ShiftMs(SnapshotCounts snapshot, string sha256)
    {
        if (snapshot.NewestMs is not { } newest)
            return 0;
        var now = _time.GetUtcNow();
        return _landing.ShiftOf(sha256, _table.Address, now - ReplayMemory) ?? now.ToUnixTimeSeconds() * 1000 - newest;
    }
}
