using System.Text.Json;
using AirQuality.Api.Problems;

namespace AirQuality.Api.Steps.Requests;

/// <summary>Reads the body of a submission, which is small and JSON, or says what it is instead.</summary>
internal static class StepBody
{
    /// <summary>Far above any valid body, in bytes.</summary>
    public const int MaxBytes = 16 * 1024;

    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>The body as JSON; the caller disposes of it.</summary>
    /// <exception cref="ProblemException">It is of another type, too large, or no JSON.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            throw new ProblemException(ProblemType.UnsupportedMediaType, "Send the body as application/json.");
        var bytes = await BytesAsync(request, cancellationToken);
        try
        {
            return JsonDocument.Parse(bytes, _strict);
        }
        catch (JsonException e)
        {
            throw new ProblemException(ProblemType.InvalidBody, $"The body is no JSON: {e.Message}");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= MaxBytes
            ? buffer.AsMemory(0, length)
            : throw new ProblemException(ProblemType.PayloadTooLarge, $"The body is larger than {MaxBytes} bytes, which is far more than a step takes.");
    }
}
