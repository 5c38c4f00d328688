using AirQuality.Core.Cycle;
using AirQuality.Jobs.Backfill;
using AirQuality.Jobs.Backfill.Sources;
using AirQuality.Jobs.Engine;
using AirQuality.Jobs.Engine.InProcess;
using AirQuality.Jobs.Landing;
using AirQuality.Jobs.Settings;
using AirQuality.TimestreamLocal;
using AirQuality.TimestreamLocal.Faults;

namespace AirQuality.Jobs.Tests.Hosting;

/// <summary>One machine in this process: a data folder, a local Timestream that can be stopped and made to misbehave, and the engine.</summary>
internal sealed class Machine : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private TimestreamLocalServer? _server;
    private TableConnection? _table;
    private CycleEngine? _engine;
    private FeedFetcher? _fetcher;
    private int _port;

    private Machine(DateTimeOffset now)
    {
        Time = new ShiftedTimeProvider(now);
        Engine = new InProcessEngine(Time);
    }

    public ShiftedTimeProvider Time { get; }

    public SilentProgress Progress { get; } = new();

    public TemporaryFolder Folder => _folder;

    /// <summary>What the engine is made from; change it before the first cycle or a restart.</summary>
    public AirQualitySettings Settings { get; private set; } = new();

    /// <summary>Where its work runs; in this process unless changed before the first cycle.</summary>
    public IEngine Engine { get; set; }

    /// <summary>Starts a machine shortly after a recorded feed's newest reading.</summary>
    public static async Task<Machine> StartAsync(DateTimeOffset now, FaultScript? faults = null)
    {
        var machine = new Machine(now);
        machine.Settings = new AirQualitySettings { Data = machine._folder["data"] };
        await machine.StartStoreAsync(faults);
        return machine;
    }

    /// <summary>Starts the store again, at the same address, over the same file.</summary>
    public async Task StartStoreAsync(FaultScript? faults = null)
    {
        _server = await TimestreamLocalServer.StartAsync(
            new TimestreamLocalOptions { DataFile = _folder["timestream.db"], Port = _port, TimeProvider = Time, Faults = faults }, null, CancellationToken.None);
        _port = _server.Endpoint.Port;
        Settings.Timestream = Settings.Timestream with { Endpoint = _server.Endpoint, MaxAttempts = 1, RetryDelay = TimeSpan.FromMilliseconds(1), MaxRetryDelay = TimeSpan.FromMilliseconds(5) };
    }

    /// <summary>Stops the store.</summary>
    public async Task StopStoreAsync()
    {
        await _server!.DisposeAsync();
        _server = null;
    }

    /// <summary>Forgets everything that a process keeps in memory, as a restart does.</summary>
    public async Task RestartEngineAsync()
    {
        _fetcher?.Dispose();
        if (_table is not null)
            await _table.DisposeAsync();
        _engine = null;
        _table = null;
    }

    /// <summary>Runs a cycle.</summary>
    public async Task<CycleReport> CycleAsync(string feed, int? averagingMinutes = null, bool replayAsNow = false, CancellationToken cancellationToken = default)
    {
        var engine = await EngineAsync();
        var report = await engine.RunAsync(FeedSource.Parse(feed, averagingMinutes), replayAsNow, cancellationToken);
        Assert.True(report.SumsHold, report.ToJson());
        return report;
    }

    /// <summary>Runs a cycle over feed text.</summary>
    public Task<CycleReport> CycleOverAsync(string json) => CycleAsync(_folder.Write("feed.json", json));

    /// <summary>Fills the table from an archive.</summary>
    public async Task<BackfillReport> BackfillAsync(BackfillRequest request, CancellationToken cancellationToken = default)
    {
        await EngineAsync();
        using var source = ArchiveSources.Open(request.Source, Settings, Time);
        var report = await new BackfillEngine(Settings, _table!, source, Engine.OpenBackfill(_table!, source, request.Source, Settings), _ => { }, Time).RunAsync(request, cancellationToken);
        Assert.True(report.SumsHold, report.ToJson());
        return report;
    }

    /// <summary>The engine, made on first use.</summary>
    public async Task<CycleEngine> EngineAsync()
    {
        _table ??= await TableConnection.OpenAsync(Settings, local: false, Time, CancellationToken.None);
        _fetcher = new FeedFetcher(Settings, Time);
        return _engine ??= new CycleEngine(Settings, _table, Engine.OpenCycles(_table, Settings), _fetcher, Progress, Time);
    }

    /// <summary>Every row of the table, as text, in order of sensor and time.</summary>
    public async Task<IReadOnlyList<string>> ExportAsync()
    {
        await EngineAsync();
        return await TableExport.RowsAsync(_table!);
    }

    /// <summary>Runs a query; each row's values joined by |.</summary>
    public async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        await EngineAsync();
        var rows = new List<string>();
        await foreach (var page in _table!.Queries.QueryAsync(sql))
            rows.AddRange(page.Rows.Select(row => string.Join('|', row)));
        return rows;
    }

    public int SpoolFiles => DataFolderState.Files(new DataFolder(Settings.Data).Spool, "*.gz");

    /// <summary>Lines of all dead letters.</summary>
    public IReadOnlyList<string> DeadLetters => [.. DataFolderState.Lines(new DataFolder(Settings.Data).DeadLetter)];

    public async ValueTask DisposeAsync()
    {
        await RestartEngineAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }
}
