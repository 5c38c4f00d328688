using AirQuality.Api.Problems;

namespace AirQuality.Api.Steps.Submission;

/// <summary>The header by which a client makes sure that a step it submits again after a lost answer is not run twice.</summary>
internal static class IdempotencyKey
{
    /// <summary>The header's name.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Tells a client that it got the answer of a submission before.</summary>
    public const string ReplayedHeader = "Idempotent-Replayed";

    private const int MaxLength = 255;

    /// <summary>The key of a request; null where it gives none.</summary>
    /// <exception cref="ProblemException">It is given twice, or is no key.</exception>
    public static string? Read(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(Header, out var given))
            return null;
        if (given is [{ Length: > 0 and <= MaxLength } key] && key.All(c => c is > ' ' and <= '~'))
            return key;
        throw ProblemException.InvalidParameters([new(Header, $"{Header} must be given once and be 1 to {MaxLength} visible ASCII characters.")]);
    }
}
