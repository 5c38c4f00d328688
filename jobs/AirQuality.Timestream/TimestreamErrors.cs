using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using static AirQuality.Timestream.TimestreamErrorCode;

namespace AirQuality.Timestream;

/// <summary>The one place that tells outages, refusals and mistakes in the settings apart.</summary>
internal static class TimestreamErrors
{
    private const int LongestQuote = 1_000;

    /// <summary>The failure behind an exception of the SDK; null where it is none of Timestream's and should go on up.</summary>
    public static TimestreamException? From(Exception exception, TimestreamOptions options) => exception switch
    {
        TimestreamException known => known,
        AmazonServiceException service when service.StatusCode != 0 => FromService(service, options),
        OperationCanceledException or TimeoutException => Transient(
            TimedOut, $"{Place(options)} gave no answer in time.", exception),
        _ when IsConnectionFailure(exception) => Transient(
            Unreachable,
            $"{Place(options)} cannot be reached ({Deepest(exception).Message.TrimEnd('.')}). "
            + "Check that it runs and that the network allows it.",
            exception),
        AmazonClientException client when client.Message.Contains("discover the endpoint", StringComparison.Ordinal) => Transient(
            Unreachable, $"{Place(options)} did not say where its cells are: {client.Message}", exception),
        AmazonClientException client => new TimestreamException(
            NotConfigured,
            $"{Place(options)} cannot be used with these AWS settings: {OneLine(client.Message)} "
            + "Set Timestream:Region and the AWS credentials, or Timestream:Endpoint.",
            exception),
        AmazonServiceException => Transient(UnexpectedAnswer, $"{Place(options)} failed: {Shortened(exception.Message)}", exception),
        _ => null,
    };

    private static TimestreamException FromService(AmazonServiceException error, TimestreamOptions options)
    {
        var said = $"{Place(options)} answered: {Shortened(error.Message)}";
        return (error.ErrorCode, (int)error.StatusCode) switch
        {
            ("ThrottlingException", _) or (_, 429) => Transient(Throttled, said, error),
            (_, >= 500) or ("InvalidEndpointException", _) => Transient(ServerError, said, error),
            ("QueryExecutionException", _) => Final(QueryFailed, Shortened(error.Message), error),
            ("ValidationException", _) or (_, 413) => Final(InvalidRequest, Shortened(error.Message), error),
            ("ResourceNotFoundException", _) => Final(
                NotFound, $"{said} Check Timestream:Database ('{options.Database}') and Timestream:Table ('{options.Table}').", error),
            ("ServiceQuotaExceededException", _) => Final(
                QuotaExceeded, $"{said} Ask AWS to raise the quota, or remove what is not needed.", error),
            ("UnrecognizedClientException" or "InvalidSignatureException" or "ExpiredTokenException", _) or (_, 401 or 403) => Final(
                AccessDenied,
                $"{said} Check the AWS credentials, and that they allow timestream:DescribeEndpoints, timestream:WriteRecords "
                + "and timestream:Select.",
                error),
            (_, < 300) => Transient(UnexpectedAnswer, $"{Place(options)} sent an answer that is not whole or not Timestream's.", error),
            _ => Final(
                UnexpectedAnswer,
                $"{Place(options)} answered with status {(int)error.StatusCode} and no error of Timestream's. Check the address.",
                error),
        };
    }

    private static TimestreamException Transient(TimestreamErrorCode code, string message, Exception inner) =>
        new(code, message, inner, isTransient: true);

    private static TimestreamException Final(TimestreamErrorCode code, string message, Exception inner) => new(code, message, inner);

    private static bool IsConnectionFailure(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            if (cause is IOException or SocketException or HttpRequestException or WebException)
                return true;
        return false;
    }

    private static Exception Deepest(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        return exception;
    }

    private static string OneLine(string message) =>
        string.Join(' ', message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Where an answer is no error of Timestream's, the SDK quotes all of it.</summary>
    private static string Shortened(string message) => message.Length <= LongestQuote ? message : message[..LongestQuote] + "…";

    private static string Place(TimestreamOptions options) =>
        options.Endpoint is { } endpoint ? $"Timestream at {endpoint.GetLeftPart(UriPartial.Authority)}"
        : options.Region is { } region ? $"Timestream in {region}"
        : "Timestream";
}
