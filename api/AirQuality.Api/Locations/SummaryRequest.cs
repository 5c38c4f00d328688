using AirQuality.Api.Answers;
using AirQuality.Api.Parameters;

namespace AirQuality.Api.Locations;

/// <summary>What a client asks: what a span of time was like at a location.</summary>
internal sealed record SummaryRequest(long LocationId, TimeSpanOfData Span) : IRequest<SummaryRequest>
{
    private static readonly TimeSpan DefaultSpan = TimeSpan.FromHours(24);

    /// <inheritdoc />
    public static IReadOnlyList<Parameter> Parameters { get; } = [SeriesRequest.Id, .. TimeParameters.All];

    /// <inheritdoc />
    public static SummaryRequest Read(ParameterReader reader)
    {
        AnswerFormats.Negotiate(reader.Request, [AnswerFormat.Json]);
        return new(reader.Value(SeriesRequest.Id) ?? 0, TimeParameters.Read(reader, reader.Now, DefaultSpan));
    }
}
