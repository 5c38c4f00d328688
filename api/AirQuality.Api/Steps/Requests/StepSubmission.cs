using AirQuality.Api.Parameters;

namespace AirQuality.Api.Steps.Requests;

/// <summary>The query string of a submission: everything stands in the body.</summary>
internal sealed record StepSubmission : IRequest<StepSubmission>
{
    /// <inheritdoc />
    public static IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc />
    public static StepSubmission Read(ParameterReader reader) => new();
}
