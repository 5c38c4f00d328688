using System.Globalization;
using AirQuality.Api.Problems;

namespace AirQuality.Api.Steps.Watching;

/// <summary>
/// Sends a step's state whenever it changes, as server-sent events (HTML Living Standard, section 9.2), until it is final or the client goes.
/// </summary>
/// <param name="first">The step as it is.</param>
/// <param name="lookups">Tell how it goes on.</param>
/// <param name="pulse">Says when to look and when to give a sign of life.</param>
internal sealed class StepEvents(Step first, StepLookups lookups, StepEventPulse pulse) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers["X-Accel-Buffering"] = "no"; // nginx would keep events back
        using var over = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, pulse.ServerStops);
        try
        {
            await SendAsync(response, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The client went, which is how most streams end, or the server stops; a browser connects again by itself.
        }
    }

    private async Task SendAsync(HttpResponse response, CancellationToken gone)
    {
        var step = first;
        for (var number = 1; ; number++)
        {
            await WriteAsync(response, string.Create(CultureInfo.InvariantCulture, $"event: state\nid: {number}\ndata: {StepJson.Line(step)}\n\n"), gone);
            if (step.State.IsFinal())
                return;
            if (await NextAsync(step, response, gone) is not { } next)
                return;
            step = next;
        }
    }

    // The next step that differs; null where the runner has forgotten it.
    private async Task<Step?> NextAsync(Step last, HttpResponse response, CancellationToken gone)
    {
        await foreach (var beat in pulse.BeatsAsync(gone))
        {
            if (beat == StepEventPulse.Beat.SignOfLife)
                await WriteAsync(response, ": still here\n\n", gone);
            else if (await TryLookAsync(last, gone) is var step && (step is null || StepJson.Line(step) != StepJson.Line(last)))
                return step;
        }
        return null;
    }

    // A runner that cannot be asked now may be asked again; the stream goes on.
    private async Task<Step?> TryLookAsync(Step last, CancellationToken gone)
    {
        try
        {
            return await lookups.GetAsync(last.Id, gone);
        }
        catch (ProblemException)
        {
            return last;
        }
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken gone)
    {
        await response.WriteAsync(text, gone);
        await response.Body.FlushAsync(gone);
    }
}
