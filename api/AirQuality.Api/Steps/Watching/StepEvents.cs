using System.Globalization;
using AirQuality.Api.Problems;

namespace AirQuality.Api.Steps.Watching;

/// <summary>
/// Sends a step's state whenever it changes, as server-sent events (HTML Living Standard, section 9.2), until it is final or the client goes.
/// </summary>
/// <param name="first">The step as it is.</param>
/// <param name="lookups">Tell how it goes on.</param>
/// <param name="settings">The intervals.</param>
/// <param name="time">The clock.</param>
internal sealed class StepEvents(Step first, StepLookups lookups, StepSettings settings, TimeProvider time) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers["X-Accel-Buffering"] = "no"; // nginx would keep events back
        try
        {
            await SendAsync(response, httpContext.RequestAborted);
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // The client went; that is how most streams end.
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
        var heartbeat = TimeSpan.FromSeconds(settings.HeartbeatSeconds);
        var (lastWord, lastLook) = (time.GetTimestamp(), time.GetTimestamp());
        while (true)
        {
            var untilLook = settings.PollInterval - time.GetElapsedTime(lastLook);
            var untilWord = heartbeat - time.GetElapsedTime(lastWord);
            var pause = untilLook < untilWord ? untilLook : untilWord;
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, time, gone);
            if (time.GetElapsedTime(lastWord) >= heartbeat)
            {
                await WriteAsync(response, ": still here\n\n", gone);
                lastWord = time.GetTimestamp();
            }
            if (time.GetElapsedTime(lastLook) < settings.PollInterval)
                continue;
            lastLook = time.GetTimestamp();
            var step = await TryLookAsync(last, gone);
            if (step is null || StepJson.Line(step) != StepJson.Line(last))
                return step;
        }
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
