using System.ComponentModel;
using AirQuality.Api.OpenApi;
using AirQuality.Api.Parameters;
using AirQuality.Api.Problems;
using AirQuality.Api.Steps.Keys;
using AirQuality.Api.Steps.Requests;
using AirQuality.Api.Steps.Submission;
using AirQuality.Api.Steps.Watching;
using Microsoft.AspNetCore.Mvc;

namespace AirQuality.Api.Steps;

/// <summary>Submits and follows steps: <c>/v1/steps</c>, behind a key, never cached.</summary>
internal static class StepEndpoints
{
    /// <summary>Maps the routes into <c>/v1</c>.</summary>
    public static void Map(IEndpointRouteBuilder v1)
    {
        var steps = v1.MapGroup("/steps").WithTags("Steps").RequireRateLimiting(KeyLimit.PolicyName);
        steps.AddEndpointFilter((context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(context);
        });

        var read = steps.MapGroup("").RequireAuthorization(ApiKey.ReadScope);
        read.MapGet("", ListAsync).WithName("listSteps").WithSummary("The steps, newest first.").Produces<StepList>();
        read.MapGet("{id}", GetAsync).WithName("getStep").WithSummary("A step: its state, when, and what went wrong.").Produces<Step>();
        read.MapGet("{id}/log", GetLogAsync).WithName("getStepLog").WithSummary("What a step has said so far; on EMR, where it is in S3.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain").Produces(StatusCodes.Status303SeeOther);
        read.MapGet("{id}/events", FollowAsync).WithName("followStep").WithSummary("A step's state now and whenever it changes, until it is final.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");

        var write = steps.MapGroup("").RequireAuthorization(ApiKey.WriteScope);
        write.MapPost("", SubmitAsync).WithName("submitStep").WithSummary("Submits a step.")
            .Accepts<StepRequest>("application/json").Produces<Step>().Produces<Step>(StatusCodes.Status202Accepted)
            .Fails(ProblemType.ClusterNotRunning, ProblemType.IdempotencyKeyReused);
        write.MapPost("{id}/cancel", CancelAsync).WithName("cancelStep").WithSummary("Asks a step to end.").Produces<Step>(StatusCodes.Status202Accepted)
            .Fails(ProblemType.StepNotCancellable);
    }

    private static async Task<IResult> SubmitAsync(
        HttpContext http,
        Asked<StepSubmission> asked,
        [FromHeader(Name = IdempotencyKey.Header), Description("Submitted again with the same key within a day, the same body gives the first step and no other.")]
        string? key,
        StepDesk desk,
        StepFeeds feeds,
        CancellationToken cancellationToken)
    {
        IdempotencyKey.Check(key);
        using var body = await StepBody.ReadAsync(http.Request, cancellationToken);
        var request = StepRequestReader.Read(body.RootElement, feeds.Names);
        var (step, replayed) = await desk.SubmitAsync(http.User.Identity!.Name!, key, request, cancellationToken);
        http.Response.Headers.Location = PathOf(http, step.Id);
        if (replayed)
            http.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
        return Json(step, replayed ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListAsync(HttpContext http, Asked<StepListRequest> asked, IStepRunner runner, CancellationToken cancellationToken)
    {
        var request = asked.Request;
        var page = await runner.ListAsync(request.States, request.Limit, request.After, cancellationToken);
        var next = request.CursorOf(page.Next);
        Answers.PageLink.Add(http, next);
        return Results.Json(new StepList(new(page.Found, request.Limit, next), page.Steps), StepJson.Default.StepList);
    }

    private static async Task<IResult> GetAsync(Asked<StepIdRequest> asked, IStepRunner runner, CancellationToken cancellationToken) =>
        Json(await runner.GetAsync(asked.Request.Id, cancellationToken) ?? throw NoStep(asked.Request.Id));

    private static async Task<IResult> CancelAsync(HttpContext http, Asked<StepIdRequest> asked, IStepRunner runner, CancellationToken cancellationToken)
    {
        var step = await runner.CancelAsync(asked.Request.Id, cancellationToken) ?? throw NoStep(asked.Request.Id);
        http.Response.Headers.Location = PathOf(http, step.Id);
        return Json(step, StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> GetLogAsync(HttpContext http, Asked<StepIdRequest> asked, IStepRunner runner, CancellationToken cancellationToken)
    {
        var step = await runner.GetAsync(asked.Request.Id, cancellationToken) ?? throw NoStep(asked.Request.Id);
        http.Response.Headers.XContentTypeOptions = "nosniff"; // a feed's own words may be in it
        if (runner.OpenLog(step.Id) is { } log)
            return new StepLogAnswer(log);
        if (step.Log is null || step.Log.StartsWith('/'))
            throw ProblemException.NotFound($"The step {step.Id} has no log yet; it is {StepStates.NameOf(step.State)}.");
        http.Response.Headers.Location = step.Log;
        return Results.Text($"{step.Log}\n", statusCode: StatusCodes.Status303SeeOther);
    }

    private static async Task<IResult> FollowAsync(Asked<StepIdRequest> asked, StepLookups lookups, StepEventPulse pulse, CancellationToken cancellationToken) =>
        new StepEvents(await lookups.GetAsync(asked.Request.Id, cancellationToken) ?? throw NoStep(asked.Request.Id), lookups, pulse);

    private static IResult Json(Step step, int status = StatusCodes.Status200OK) => Results.Json(step, StepJson.Default.Step, statusCode: status);

    private static string PathOf(HttpContext http, string id) => $"{http.Request.PathBase}/v1/steps/{id}";

    private static ProblemException NoStep(string id) =>
        ProblemException.NotFound($"There is no step '{Quoted.Of(id)}' here; /v1/steps lists those that there are.");
}
