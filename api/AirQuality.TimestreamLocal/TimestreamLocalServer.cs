using System.Net;
using AirQuality.TimestreamLocal.Catalog;
using AirQuality.TimestreamLocal.Faults;
using AirQuality.TimestreamLocal.Protocol;
using AirQuality.TimestreamLocal.Protocol.Queries;
using AirQuality.TimestreamLocal.Protocol.Signatures;
using AirQuality.TimestreamLocal.Sql;
using AirQuality.TimestreamLocal.Storage;
using AirQuality.TimestreamLocal.Writes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AirQuality.TimestreamLocal;

/// <summary>A Timestream server in this process: the Write and Query APIs over HTTP, durable in one SQLite file.</summary>
public sealed class TimestreamLocalServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Store _store;
    private readonly QuerySessions _queries;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<Task> _stop;

    private TimestreamLocalServer(WebApplication app, Store store, QuerySessions queries)
    {
        (_app, _store, _queries) = (app, store, queries);
        _stop = new Lazy<Task>(StopOnceAsync);
    }

    /// <summary>Where clients send requests, such as <c>http://127.0.0.1:8086</c>; give it to any AWS SDK as the endpoint.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    /// <summary>Starts a server; it listens when the task ends.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="log">Where it logs; null for nowhere.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message lists everything.</exception>
    /// <exception cref="StorageException">The data file cannot be used.</exception>
    /// <exception cref="IOException">The address is in use.</exception>
    public static async Task<TimestreamLocalServer> StartAsync(
        TimestreamLocalOptions options, ILoggerFactory? log = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        log ??= NullLoggerFactory.Instance;
        var store = Store.Open(options.DataFile, log.CreateLogger<Store>(), options.TimeProvider);
        var queries = new QuerySessions(options.TimeProvider);
        var server = new TimestreamLocalServer(Build(options, store, queries, log), store, queries);
        try
        {
            await server.ListenAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends when the server has stopped, whoever called <see cref="StopAsync"/>. It listens to no signals itself.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Takes no more requests, finishes those under way, writes what waits, and closes the file. May be called again.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _stop.Value.WaitAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task StopOnceAsync()
    {
        try
        {
            await _app.StopAsync();
            _queries.Dispose();
            await _store.DisposeAsync();
            await _app.DisposeAsync();
        }
        finally
        {
            _completion.TrySetResult();
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken);
        Endpoint = new Uri(_app.Urls.Single());
    }

    private static WebApplication Build(TimestreamLocalOptions options, Store store, QuerySessions queries, ILoggerFactory log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(log);
        builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        var app = builder.Build();
        var faults = new FaultInjector(options.Faults ?? FaultScript.None);
        var dispatcher = new RequestDispatcher(
            Operations(options, store, queries),
            faults,
            options.FaultEndpoint ? new FaultEndpoint(faults) : null,
            options.Credentials is { } credentials ? new SignatureVerifier(credentials, options.TimeProvider) : null,
            options.LargestRequestBytes,
            options.TimeProvider,
            log.CreateLogger<RequestDispatcher>());
        app.Run(dispatcher.HandleAsync);
        return app;
    }

    private static void Configure(KestrelServerOptions kestrel, TimestreamLocalOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.KeepAliveTimeout = options.IdleTimeout;

        // RequestBody keeps the limit: Kestrel's own would cut the connection before the client could read the error.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Listen(new IPEndPoint(options.Address, options.Port), listen => listen.Protocols = HttpProtocols.Http1);
    }

    private static OperationTable Operations(TimestreamLocalOptions options, Store store, QuerySessions sessions)
    {
        var names = new ResourceNames(options.Region, options.AccountId);
        var databases = new DatabaseOperations(store, names, options.TimeProvider);
        var tables = new TableOperations(store, names, options.TimeProvider);
        var tags = new TagOperations(store, names);
        var account = new AccountOperations(store);
        var engine = new QueryEngine(store.Rows);
        var queries = new QueryOperations(engine, sessions, names, options.TimeProvider, options.QueryTimeout);
        return new OperationTable(new()
        {
            ["DescribeEndpoints"] = DescribeEndpoints.HandleAsync,
            ["CreateDatabase"] = databases.CreateAsync,
            ["DescribeDatabase"] = databases.DescribeAsync,
            ["ListDatabases"] = databases.ListAsync,
            ["UpdateDatabase"] = databases.UpdateAsync,
            ["DeleteDatabase"] = databases.DeleteAsync,
            ["CreateTable"] = tables.CreateAsync,
            ["DescribeTable"] = tables.DescribeAsync,
            ["ListTables"] = tables.ListAsync,
            ["UpdateTable"] = tables.UpdateAsync,
            ["DeleteTable"] = tables.DeleteAsync,
            ["TagResource"] = tags.TagAsync,
            ["UntagResource"] = tags.UntagAsync,
            ["ListTagsForResource"] = tags.ListAsync,
            ["DescribeAccountSettings"] = account.DescribeAsync,
            ["UpdateAccountSettings"] = account.UpdateAsync,
            ["WriteRecords"] = new WriteRecords(store, options.TimeProvider).HandleAsync,
            ["Query"] = queries.QueryAsync,
            ["CancelQuery"] = queries.CancelAsync,
            ["PrepareQuery"] = new PrepareQuery(engine, sessions).HandleAsync,
        });
    }

    /// <summary>The server listens to no signals: when to stop is for the program around it to say.</summary>
    private sealed class HostedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
