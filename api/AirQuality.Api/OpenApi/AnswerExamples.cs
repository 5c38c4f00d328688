using System.Text.Json.Nodes;

namespace AirQuality.Api.OpenApi;

/// <summary>Answers to show, one file an operation in <c>Examples/</c>: taken from a store with real readings, and checked against the schemas.</summary>
internal static class AnswerExamples
{
    private const string Folder = "AirQuality.Api.OpenApi.Examples.";

    /// <summary>The example of an operation; null where there is none.</summary>
    public static JsonNode? Find(string? operationId)
    {
        using var file = typeof(AnswerExamples).Assembly.GetManifestResourceStream($"{Folder}{operationId}.json");
        return file is null ? null : JsonNode.Parse(file);
    }
}
