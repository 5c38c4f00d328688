using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AirQuality.Api.Tests.Steps.Hosting;

/// <summary>
/// A server on loopback that speaks the five operations of EMR that are called, after its service model and not after the client's types:
/// AWS JSON 1.1, epoch dates, 50 steps a page newest first. It misbehaves on demand.
/// </summary>
internal sealed class EmrStub : IAsyncDisposable
{
    /// <summary>The cluster it has.</summary>
    public const string ClusterId = "j-3STUB";

    private const int PageSize = 50;
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly List<JsonObject> _steps = []; // oldest first
    private readonly double _epoch = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    private EmrStub(WebApplication app) => _app = app;

    /// <summary>What came: operation and body.</summary>
    public ConcurrentQueue<(string Operation, JsonObject Body)> Calls { get; } = new();

    /// <summary>Decides about a request before it is served; null serves it, otherwise status, error code and message.</summary>
    public Func<string, (int Status, string Code, string Message)?> Refuse { get; set; } = _ => null;

    /// <summary>Whether a request is done and its answer lost.</summary>
    public Func<string, bool> LoseAnswer { get; set; } = _ => false;

    public string ClusterState { get; set; } = "WAITING";

    /// <summary>What CancelSteps says of every step.</summary>
    public (string Status, string? Reason) CancelOutcome { get; set; } = ("SUBMITTED", null);

    public string Url { get; private set; } = "";

    public IReadOnlyList<JsonObject> Added
    {
        get
        {
            lock (_gate)
                return [.. _steps.Select(step => step.DeepClone().AsObject())];
        }
    }

    /// <summary>Points the API at it.</summary>
    public (string Key, string Value)[] Settings =>
    [
        ("Steps:Runner", "emr"), ("Steps:Emr:ClusterId", ClusterId), ("Steps:Emr:Endpoint", Url), ("Steps:Emr:Region", "eu-west-1"),
        ("Steps:Emr:Attempts", "2"), ("Steps:ArchiveSource", "s3://archive/days"), ("Steps:PollSeconds", "0.2"), ("Limits:StepsPerMinute", "10000"),
    ];

    public static async Task<EmrStub> StartAsync()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "testing");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "testing");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new EmrStub(app);
        app.Run(stub.AnswerAsync);
        await app.StartAsync();
        stub.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return stub;
    }

    /// <summary>Adds a step as somebody else would.</summary>
    public string Add(string name, params string[] arguments)
    {
        lock (_gate)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"s-{_steps.Count + 1:D6}");
            _steps.Add(new JsonObject
            {
                ["Id"] = id,
                ["Name"] = name,
                ["Config"] = new JsonObject { ["Jar"] = "command-runner.jar", ["Properties"] = new JsonObject(), ["Args"] = new JsonArray([.. arguments.Select(one => (JsonNode)one)]) },
                ["ActionOnFailure"] = "CONTINUE",
                ["Status"] = new JsonObject
                {
                    ["State"] = "PENDING", ["StateChangeReason"] = new JsonObject(), ["Timeline"] = new JsonObject { ["CreationDateTime"] = _epoch + _steps.Count + 0.25 },
                },
            });
            return id;
        }
    }

    /// <summary>Takes a step to a state.</summary>
    public void Move(string id, string state, JsonObject? failure = null)
    {
        lock (_gate)
        {
            var status = _steps.Single(step => (string?)step["Id"] == id)["Status"]!;
            status["State"] = state;
            status["Timeline"]![state == "RUNNING" ? "StartDateTime" : "EndDateTime"] = _epoch + 1000;
            if (failure is not null)
                status["FailureDetails"] = failure;
        }
    }

    /// <summary>Makes a step older.</summary>
    public void Age(string id, TimeSpan by)
    {
        lock (_gate)
        {
            var timeline = _steps.Single(step => (string?)step["Id"] == id)["Status"]!["Timeline"]!;
            timeline["CreationDateTime"] = (double)timeline["CreationDateTime"]! - by.TotalSeconds;
        }
    }

    /// <summary>How often an operation was called.</summary>
    public int Count(string operation) => Calls.Count(call => call.Operation == operation);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var operation = context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1];
        var body = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        Calls.Enqueue((operation, body));
        if (Refuse(operation) is var (status, code, message))
        {
            await WriteAsync(context, status, new JsonObject { ["__type"] = code, ["Message"] = message });
            return;
        }
        var (answerStatus, answer) = Serve(operation, body);
        if (LoseAnswer(operation))
            context.Abort();
        else
            await WriteAsync(context, answerStatus, answer);
    }

    private (int Status, JsonObject Answer) Serve(string operation, JsonObject body)
    {
        lock (_gate)
        {
            return ((string?)(body["ClusterId"] ?? body["JobFlowId"]), operation) switch
            {
                not (ClusterId, _) => (400, Error("Cluster id is not valid.")),
                (_, "DescribeCluster") => (200, new JsonObject { ["Cluster"] = Cluster() }),
                (_, "AddJobFlowSteps") => (200, new JsonObject { ["StepIds"] = new JsonArray([.. body["Steps"]!.AsArray().Select(step => (JsonNode)AddGiven(step!))]) }),
                (_, "DescribeStep") => Find(body) is { } step ? (200, new JsonObject { ["Step"] = step.DeepClone() }) : (400, Error("Step id is not valid.")),
                (_, "ListSteps") => (200, Page(body)),
                (_, "CancelSteps") => (200, Cancel(body)),
                _ => (400, Error($"no {operation} here")),
            };
        }
    }

    private string AddGiven(JsonNode step) =>
        Add((string)step["Name"]!, [.. step["HadoopJarStep"]!["Args"]!.AsArray().Select(argument => (string)argument!)]);

    private JsonObject Cluster() => new()
    {
        ["Id"] = ClusterId, ["LogUri"] = "s3n://logs/emr/",
        ["Status"] = new JsonObject { ["State"] = ClusterState, ["StateChangeReason"] = new JsonObject { ["Code"] = "USER_REQUEST", ["Message"] = "Terminated by user request" } },
    };

    // The marker is the step that the page begins with.
    private JsonObject Page(JsonObject body)
    {
        var states = body["StepStates"]?.AsArray().Select(state => (string?)state).ToHashSet();
        var all = _steps.AsEnumerable().Reverse().Where(step => states is null || states.Contains((string?)step["Status"]!["State"])).ToList();
        var rest = body["Marker"] is { } marker ? all.SkipWhile(step => (string?)step["Id"] != (string?)marker).ToList() : all;
        var answer = new JsonObject { ["Steps"] = new JsonArray([.. rest.Take(PageSize).Select(step => step.DeepClone())]) };
        if (rest.Count > PageSize)
            answer["Marker"] = (string?)rest[PageSize]["Id"];
        return answer;
    }

    private JsonObject Cancel(JsonObject body)
    {
        var infos = new JsonArray();
        foreach (var id in body["StepIds"]!.AsArray().Select(id => (string)id!))
        {
            infos.Add(new JsonObject { ["StepId"] = id, ["Status"] = CancelOutcome.Status, ["Reason"] = CancelOutcome.Reason });
            if (CancelOutcome.Status == "SUBMITTED")
                _steps.Single(step => (string?)step["Id"] == id)["Status"]!["State"] = "CANCEL_PENDING";
        }
        return new JsonObject { ["CancelStepsInfoList"] = infos };
    }

    private JsonObject? Find(JsonObject body) => _steps.Find(step => (string?)step["Id"] == (string?)body["StepId"]);

    private static JsonObject Error(string message) => new() { ["__type"] = "InvalidRequestException", ["ErrorCode"] = "Bad", ["Message"] = message };

    private static Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.1";
        return context.Response.WriteAsync(JsonSerializer.Serialize(body));
    }
}
