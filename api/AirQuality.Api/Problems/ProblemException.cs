namespace AirQuality.Api.Problems;

/// <summary>Ends a request with a problem.</summary>
/// <param name="type">Which kind.</param>
/// <param name="detail">What happened, to which input, and what to do.</param>
internal sealed class ProblemException(ProblemType type, string detail) : Exception(detail)
{
    /// <summary>Which kind.</summary>
    public ProblemType Type { get; } = type;

    /// <summary>Everything that is wrong with the request, where its parts were looked at one by one.</summary>
    public IReadOnlyList<InputError>? Errors { get; init; }

    /// <summary>After how long asking again makes sense, where it does.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Names all wrong parameters at once.</summary>
    public static ProblemException InvalidParameters(IReadOnlyList<InputError> errors) =>
        new(ProblemType.InvalidParameters, string.Join(' ', errors.Select(error => error.Message))) { Errors = errors };

    /// <summary>There is no such thing.</summary>
    public static ProblemException NotFound(string detail) => new(ProblemType.NotFound, detail);
}
