using AirQuality.Api.Answers;
using AirQuality.Api.Parameters;
using AirQuality.Api.Problems;
using AirQuality.Api.Store;

namespace AirQuality.Api.Sensors;

/// <summary>What a client asks: one sensor.</summary>
internal sealed record SensorRequest(long SensorId) : IRequest<SensorRequest>
{
    private static readonly Parameter<long> Id = ReadingParameters.IdInPath("sensor", "140");

    /// <inheritdoc />
    public static IReadOnlyList<Parameter> Parameters { get; } = [Id];

    /// <inheritdoc />
    public static SensorRequest Read(ParameterReader reader)
    {
        AnswerFormats.Negotiate(reader.Request, [AnswerFormat.Json]);
        return new(reader.Value(Id) ?? 0);
    }
}

/// <summary><c>/v1/sensors/{id}</c>.</summary>
internal static class SensorEndpoints
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/sensors/{id}", GetAsync)
            .WithName("getSensor").WithTags("Sensors").WithSummary("The newest reading of a sensor").Produces<ReadingAnswer>();

    private static async Task<Answer> GetAsync(Asked<SensorRequest> asked, StoreWatch watch, PastReadings past, CancellationToken cancellationToken)
    {
        var id = asked.Request.SensorId;
        var seen = await watch.GetAsync(cancellationToken);
        var reading = seen.Of(id) ?? await past.OfSensorAsync(seen.Columns, id, cancellationToken);
        return reading is not null
            ? Answer.Json(ReadingAnswer.Of(reading), ApiJson.Readable.ReadingAnswer)
            : throw ProblemException.NotFound($"The table has nothing of sensor {id} in the last {PastReadings.Days} days.");
    }
}
