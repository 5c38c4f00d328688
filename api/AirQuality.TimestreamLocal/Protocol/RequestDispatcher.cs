using AirQuality.TimestreamLocal.Faults;
using AirQuality.TimestreamLocal.Protocol.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AirQuality.TimestreamLocal.Protocol;

/// <summary>From an HTTP request to its operation and back: AWS JSON 1.0, every error with a JSON body.</summary>
internal sealed partial class RequestDispatcher(
    OperationTable operations,
    FaultInjector faults,
    FaultEndpoint? faultEndpoint,
    SignatureVerifier? signatures,
    int largestRequest,
    TimeProvider time,
    ILogger logger)
{
    private const string JsonType = "application/x-amz-json-1.0";

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers["x-amzn-RequestId"] = RequestId.New();
        FaultRule? fault = null;
        try
        {
            if (faultEndpoint is not null && FaultEndpoint.IsFor(context.Request))
            {
                await AnswerAsync(context, faultEndpoint);
                return;
            }

            var (name, handler) = operations.Find(TargetOf(context.Request));
            fault = faults.Next(name);
            await AnswerAsync(context, handler, fault);
        }
        catch (Exception) when (fault?.Fault is FaultKind.DropRequest or FaultKind.DropAnswer)
        {
            context.Abort();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception exception)
        {
            await WriteErrorAsync(context, exception as ServiceException ?? Unexpected(exception));
        }
    }

    private async Task AnswerAsync(HttpContext context, FaultEndpoint endpoint)
    {
        using var body = await ReadVerifiedAsync(context);
        await WriteAsync(context, StatusCodes.Status200OK, endpoint.Answer(context.Request.Method, body.Bytes));
    }

    private async Task AnswerAsync(HttpContext context, OperationHandler handler, FaultRule? fault)
    {
        using var body = await ReadVerifiedAsync(context);
        await StrikeAsync(fault, context.RequestAborted);
        using var call = new ServiceCall(
            body.Bytes,
            context.Request.Host.Value ?? "",
            context.Request.Headers.UserAgent.ToString(),
            fault is { Fault: FaultKind.Reject, Records: { } records } ? records : []);
        await handler(call, context.RequestAborted);
        if (fault?.Fault == FaultKind.DropAnswer)
            context.Abort();
        else
            await WriteAsync(context, StatusCodes.Status200OK, call.Answer);
    }

    private async Task<RequestBody> ReadVerifiedAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context.Request, largestRequest, context.RequestAborted);
        try
        {
            signatures?.Verify(context.Request, body.Bytes.Span);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private async Task StrikeAsync(FaultRule? fault, CancellationToken cancellationToken)
    {
        if (fault is null)
            return;
        if (FaultErrors.Of(fault) is { } error)
            throw error;
        if (fault.Fault == FaultKind.DropRequest)
            throw new OperationCanceledException("The fault script drops this request.");
        if (fault.Fault == FaultKind.Delay)
            await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs), time, cancellationToken);
    }

    /// <summary>What went wrong inside is for the log; the client learns that it may try again.</summary>
    private ServiceException Unexpected(Exception exception)
    {
        if (exception is BadHttpRequestException bad)
            return new ServiceException(ServiceError.Serialization, bad.Message);
        LogUnexpected(logger, exception);
        return new ServiceException(ServiceError.InternalServer, ServiceException.InternalMessage);
    }

    private static string? TargetOf(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || request.Path != "/" || request.QueryString.HasValue)
            throw new ServiceException(
                ServiceError.UnknownOperation,
                $"This server answers POST / with an X-Amz-Target header, not {request.Method} {request.Path}.");
        return request.Headers["X-Amz-Target"];
    }

    private static Task WriteErrorAsync(HttpContext context, ServiceException exception) => context.Response.HasStarted
        ? Task.CompletedTask
        : WriteAsync(context, exception.Error.Status, ErrorAnswer.Write(exception));

    private static async Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = JsonType;
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    [LoggerMessage(10, LogLevel.Error, "A request failed inside the server.")]
    private static partial void LogUnexpected(ILogger logger, Exception exception);
}
