using System.Text.Json.Nodes;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>All CloudFormation templates of the repository.</summary>
internal static class TemplateFiles
{
    /// <summary>Their paths.</summary>
    public static IReadOnlyList<string> Paths { get; } =
        [.. new[] { "emr", "grafana" }.Where(folder => Directory.Exists(Fixtures.File(folder)))
            .SelectMany(folder => Directory.EnumerateFiles(Fixtures.File(folder), "*.yaml").Select(file => $"{folder}/{Path.GetFileName(file)}"))
            .Where(path => File.ReadAllText(Fixtures.File(path.Split('/'))).StartsWith("AWSTemplateFormatVersion", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>For theories.</summary>
    public static TheoryData<string> All => [.. Paths];

    /// <summary>A resource's properties.</summary>
    public static JsonObject Properties(string path, string resource) => CloudTemplate.Read(path)["Resources"]![resource]!["Properties"]!.AsObject();

    /// <summary>All objects in a node, itself first.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => Objects(pair.Value)).Prepend(map),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    /// <summary>A text, or a list of texts, as a list; what is no text as JSON.</summary>
    public static IReadOnlyList<string> Texts(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list.SelectMany(Texts)],
        JsonObject map when map["Fn::If"] is JsonArray choice => [.. choice.Skip(1).SelectMany(Texts)],
        JsonObject map when map["Fn::Sub"] is JsonValue text => [(string)text!],
        JsonObject map => [map.ToJsonString()],
        _ => [node.ToString()],
    };
}
