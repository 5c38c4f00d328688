using AirQuality.Api.Parameters;
using AirQuality.Api.Problems;
using AirQuality.Api.Steps.Keys;
using AirQuality.Api.Steps.Requests;
using AirQuality.Api.Steps.Submission;
using AirQuality.Api.Steps.Watching;

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
        read.MapGet("{id}/log", Log).WithName("getStepLog").WithSummary("What a step has said so far; on EMR, where it is in S3.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain").Produces(StatusCodes.Status303SeeOther);
        read.MapGet("{id}/events", FollowAsync).WithName("followStep").WithSummary("A step's state now and whenever it changes, until it is final.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");

        var write = steps.MapGroup("").RequireAuthorization(ApiKey.WriteScope);
        write.MapPost("", SubmitAsync).WithName("submitStep").WithSummary("Submits a step.")
            .Accepts<StepRequest>("application/json").Produces<Step>().Produces<Step>(StatusCodes.Status202Accepted);
        write.MapPost("{id}/cancel", CancelAsync).WithName("cancelStep").WithSummary("Asks a step to end.").Produces<Step>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> SubmitAsync(HttpContext http, StepDesk desk, StepFeeds feeds, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.Read(http.Request);
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

    private static async Task<IResult> GetAsync(string id, IStepRunner runner, CancellationToken cancellationToken) =>
        Json(await runner.GetAsync(id, cancellationToken) ?? throw NoStep(id));

    private static async Task<IResult> CancelAsync(HttpContext http, string id, IStepRunner runner, CancellationToken cancellationToken)
    {
        var step = await runner.CancelAsync(id, cancellationToken) ?? throw NoStep(id);
        http.Response.Headers.Location = PathOf(http, step.Id);
        return Json(step, StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> Log(HttpContext http, string id, IStepRunner runner, CancellationToken cancellationToken)
    {
        var step = await runner.GetAsync(id, cancellationToken) ?? throw NoStep(id);
        if (runner.OpenLog(id) is { } log)
            return Results.Stream(log, "text/plain; charset=utf-8");
        if (step.Log is null || step.Log.StartsWith('/'))
            throw ProblemException.NotFound($"The step {step.Id} has no log yet; it is {StepStates.NameOf(step.State)}.");
        http.Response.Headers.Location = step.Log;
        return Results.Text($"{step.Log}\n", statusCode: StatusCodes.Status303SeeOther);
    }

    private static async Task<IResult> FollowAsync(string id, StepLookups lookups, StepSettings settings, TimeProvider time, CancellationToken cancellationToken) =>
        new StepEvents(await lookups.GetAsync(id, cancellationToken) ?? throw NoStep(id), lookups, settings, time);

    private static IResult Json(Step step, int status = StatusCodes.Status200OK) => Results.Json(step, StepJson.Default.Step, statusCode: status);

    private static string PathOf(HttpContext http, string id) => $"{http.Request.PathBase}/v1/steps/{id}";

    private static ProblemException NoStep(string id) =>
        ProblemException.NotFound($"There is no step '{(id.Length <= 60 ? id : id[..60] + "…")}' here; /v1/steps lists those that there are.");
}
