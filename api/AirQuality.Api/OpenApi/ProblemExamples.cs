using System.Text.Json;
using AirQuality.Api.Problems;
using Microsoft.OpenApi;

namespace AirQuality.Api.OpenApi;

/// <summary>An example of every kind of problem.</summary>
internal static class ProblemExamples
{
    /// <summary>Adds them to the document's components, under their codes.</summary>
    public static void AddTo(OpenApiDocument document)
    {
        foreach (var type in ProblemType.All)
            document.AddComponent<IOpenApiExample>(type.Code, new OpenApiExample
            {
                Summary = type.Title,
                Value = JsonSerializer.SerializeToNode(Of(type), ProblemJson.Default.Problem),
            });
    }

    private static Problem Of(ProblemType type)
    {
        var (instance, detail, errors) = type.Code switch
        {
            "invalid-parameters" => ("/v1/latest", "index_min is '11'; it must be a whole number from 1 to 10.", new InputError("index_min", "index_min is '11'; it must be a whole number from 1 to 10.")),
            "invalid-body" => ("/v1/steps", "feed is missing; it must be 24h, 5m or the name of a feed.", new InputError("feed", "feed is missing; it must be 24h, 5m or the name of a feed.")),
            "unauthenticated" => ("/v1/steps", "Show a key that this server knows: Authorization: Bearer <key>, or X-Api-Key: <key>.", null),
            "forbidden" => ("/v1/steps", "The key is known and does not allow this; it needs the scope steps:write.", null),
            "not-found" => ("/v1/sensors/140", "The table has nothing of the sensor 140 in the last 365 days.", null),
            "cluster-not-running" => ("/v1/steps", "The cluster j-2AXXXXXXGAPLF has ended. Start another and name it in the settings.", null),
            "step-not-cancellable" => ("/v1/steps/s-2TR5Y8/cancel", "The step s-2TR5Y8 is completed.", null),
            "payload-too-large" => ("/v1/steps", "The body is larger than any valid one. Send less.", null),
            "unsupported-media-type" => ("/v1/steps", "Send the body as application/json.", null),
            "idempotency-key-reused" => ("/v1/steps", "The Idempotency-Key came before with another body. Take a new key for a new step.", null),
            "steps-unavailable" => ("/v1/steps", "Steps are not run here; set Steps:Runner to emr or local.", null),
            _ => ("/v1/latest", type.Title, (InputError?)null),
        };
        return new()
        {
            Type = type.Uri,
            Title = type.Title,
            Status = type.Status,
            Detail = detail,
            Instance = instance,
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
            Errors = errors is null ? null : [errors],
        };
    }
}
