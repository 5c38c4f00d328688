using System.Text.Json.Nodes;

namespace AirQuality.Api.OpenApi;

/// <summary>
/// What to show of an operation: <c>Examples/{operationId}.json</c> is an answer, taken from a store with real readings,
/// <c>{operationId}.request.json</c> bodies by name. All are checked against the schemas.
/// </summary>
internal static class OperationExamples
{
    private const string Folder = "AirQuality.Api.OpenApi.Examples.";

    /// <summary>An answer of an operation; null where none is kept.</summary>
    public static JsonNode? FindAnswer(string? operationId) => Read($"{operationId}.json");

    /// <summary>Bodies that an operation takes, by name; null where none are kept.</summary>
    public static JsonObject? FindRequests(string? operationId) => Read($"{operationId}.request.json")?.AsObject();

    private static JsonNode? Read(string name)
    {
        using var file = typeof(OperationExamples).Assembly.GetManifestResourceStream(Folder + name);
        return file is null ? null : JsonNode.Parse(file);
    }
}
