using AirQuality.Api.Problems;

namespace AirQuality.Api.Steps.Submission;

/// <summary>The header by which a client makes sure that a step it submits again after a lost answer is not run twice.</summary>
internal static class IdempotencyKey
{
    /// <summary>The header's name.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Tells a client that it got the step of a submission before.</summary>
    public const string ReplayedHeader = "Idempotent-Replayed";

    private const int MaxLength = 255;

    /// <summary>Refuses what is no key.</summary>
    /// <param name="key">What the header holds; null where there is none.</param>
    /// <exception cref="ProblemException">It is no key.</exception>
    public static void Check(string? key)
    {
        if (key is not null && !(key.Length is > 0 and <= MaxLength && key.All(c => c is > ' ' and <= '~')))
            throw ProblemException.InvalidParameters([new(Header, $"{Header} must be 1 to {MaxLength} visible ASCII characters.")]);
    }
}
