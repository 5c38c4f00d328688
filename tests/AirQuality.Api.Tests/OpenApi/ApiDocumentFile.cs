using System.Text.Json.Nodes;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.OpenApi;

/// <summary>The contract as it is checked in, and as the program gives it.</summary>
internal static class ApiDocumentFile
{
    private static readonly string Project = Path.GetFullPath(Path.Combine(Fixtures.Root, "..", "..", "api", "AirQuality.Api"));

    /// <summary>Where it lies.</summary>
    public static string FilePath => Path.Combine(Project, "openapi.json");

    /// <summary>Whether this run writes the files instead of comparing with them.</summary>
    public static bool IsWritten => Environment.GetEnvironmentVariable("AIRQUALITY_WRITE_OPENAPI") == "1";

    /// <summary>Where an operation's example lies.</summary>
    public static string ExamplePath(string operationId) => Path.Combine(Project, "OpenApi", "Examples", $"{operationId}.json");

    /// <summary>The document as the program gives it, its last line ended.</summary>
    public static async Task<string> ServedAsync(ApiHost host) =>
        (await host.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))).ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    /// <summary>The document as a tree.</summary>
    public static async Task<JsonObject> ServedTreeAsync(ApiHost host) => JsonNode.Parse(await ServedAsync(host))!.AsObject();

    /// <summary>Every operation with its path and its method, in capitals.</summary>
    public static IEnumerable<(string Path, string Method, JsonObject Operation)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key.ToUpperInvariant(), operation.Value!.AsObject());
}
