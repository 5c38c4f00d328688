using Microsoft.AspNetCore.Http.Extensions;

namespace AirQuality.Api.Steps;

/// <summary>What a step has said by now: a log that grows while it is sent must not outgrow the length that the client was told.</summary>
/// <param name="log">The log; closed with the answer.</param>
internal sealed class StepLogAnswer(Stream log) : IResult
{
    private readonly long _length = log.Length;

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var source = log;
        var response = httpContext.Response;
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = _length;
        await StreamCopyOperation.CopyToAsync(source, response.Body, _length, httpContext.RequestAborted);
    }
}
