using AirQuality.Api.Answers;

namespace AirQuality.Api.Parameters;

/// <summary>What a client asks of an endpoint that takes nothing.</summary>
internal sealed record NoParameters : IRequest<NoParameters>
{
    /// <inheritdoc />
    public static IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc />
    public static NoParameters Read(ParameterReader reader)
    {
        AnswerFormats.Negotiate(reader.Request, [AnswerFormat.Json]);
        return new();
    }
}
