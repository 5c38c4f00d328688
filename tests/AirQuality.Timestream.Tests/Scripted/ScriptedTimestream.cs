using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using JsonBody = System.Collections.Generic.Dictionary<string, object>;

namespace AirQuality.Timestream.Tests.Scripted;

/// <summary>A server on loopback that speaks as much of the Timestream API as the tests need, and misbehaves on demand.</summary>
internal sealed class ScriptedTimestream : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<Call> _calls = [];
    private readonly Lock _gate = new();
    private int _inFlight;

    private ScriptedTimestream(WebApplication app) => _app = app;

    /// <summary>Decides about each request; serves it by default.</summary>
    public Func<Call, Reaction> Script { get; set; } = _ => Reaction.Serve;

    /// <summary>Runs before the answer, while the request counts as under way.</summary>
    public Func<Call, Task> Hold { get; set; } = _ => Task.CompletedTask;

    /// <summary>What Query answers, page by page.</summary>
    public Queue<string> Pages { get; } = new();

    public TableModel Table { get; } = new();

    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    public int MostInFlight { get; private set; }

    public IReadOnlyList<Call> Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    public IEnumerable<Call> Writes => Calls.Where(call => call.Operation == "WriteRecords");

    /// <summary>Settings for this server: one attempt by the SDK and no waits worth the name, unless a test says otherwise.</summary>
    public TimestreamOptions Options => new()
    {
        Endpoint = Endpoint,
        Region = "eu-west-1",
        MaxAttempts = 1,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        MaxRetryDelay = TimeSpan.FromMilliseconds(2),
    };

    public static async Task<ScriptedTimestream> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new ScriptedTimestream(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        server.Endpoint = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Call call;
        lock (_gate)
        {
            call = new Call(_calls.Count + 1, context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1], headers, body.ToArray());
            _calls.Add(call);
            MostInFlight = Math.Max(MostInFlight, ++_inFlight);
        }
        try
        {
            await Hold(call);
            await ReactAsync(context, call);
        }
        finally
        {
            lock (_gate)
                _inFlight--;
        }
    }

    private async Task ReactAsync(HttpContext context, Call call)
    {
        var reaction = Script(call);
        if (reaction is Reaction.Served or Reaction.Lost or Reaction.Rejecting)
        {
            var (status, text) = Serve(call, (reaction as Reaction.Rejecting)?.Indexes ?? []);
            if (reaction is Reaction.Lost)
                context.Abort();
            else
                await WriteAsync(context, status, "application/x-amz-json-1.0", text);
        }
        else if (reaction is Reaction.Answered answered)
        {
            await WriteAsync(context, answered.Status, answered.ContentType, answered.Body);
        }
    }

    private (int Status, string Body) Serve(Call call, int[] alsoRefused)
    {
        lock (_gate)
        {
            if (call.Operation == "Query")
                return (200, Pages.Dequeue());
            if (call.Operation != "WriteRecords")
                return (200, "{}");
            var refused = Table.Write(call.Body, alsoRefused);
            return refused.Count == 0 ? (200, """{"RecordsIngested":{"Total":1}}""") : (419, RejectedBody(refused));
        }
    }

    private static string RejectedBody(List<(int Index, string Reason, long? ExistingVersion)> refused)
    {
        var list = refused.ConvertAll(one => one.ExistingVersion is { } version
            ? new JsonBody { ["RecordIndex"] = one.Index, ["Reason"] = one.Reason, ["ExistingVersion"] = version }
            : new JsonBody { ["RecordIndex"] = one.Index, ["Reason"] = one.Reason });
        return JsonSerializer.Serialize(new JsonBody
        {
            ["__type"] = "com.amazonaws.timestream.v20181101#RejectedRecordsException",
            ["Message"] = "One or more records have been rejected. See RejectedRecords for details.",
            ["RejectedRecords"] = list,
        });
    }

    private static async Task WriteAsync(HttpContext context, int status, string contentType, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.Headers["x-amzn-RequestId"] = "REQUEST" + status.ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteAsync(body);
    }
}
