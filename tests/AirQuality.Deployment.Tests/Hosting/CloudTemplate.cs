using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace AirQuality.Deployment.Tests.Hosting;

/// <summary>A CloudFormation template as JSON, its short tags written out: <c>!Ref X</c> is <c>{"Ref":"X"}</c>.</summary>
internal static class CloudTemplate
{
    /// <summary>Reads a template of the repository, such as <c>emr/cluster.yaml</c>.</summary>
    public static JsonObject Read(string path) => ReadYaml(path).AsObject();

    /// <summary>Reads any YAML file of the repository.</summary>
    public static JsonNode ReadYaml(string path)
    {
        using var reader = new StreamReader(Fixtures.File(path.Split('/')));
        var stream = new YamlStream();
        stream.Load(reader);
        return Json(stream.Documents.Single().RootNode)!;
    }

    /// <summary>The resources of a type, by logical name.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Resources(JsonObject template, string type) =>
        template["Resources"]!.AsObject().Where(resource => (string?)resource.Value!["Type"] == type)
            .ToDictionary(resource => resource.Key, resource => resource.Value!.AsObject(), StringComparer.Ordinal);

    private static JsonNode? Json(YamlNode node)
    {
        var value = node switch
        {
            YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Json(pair.Value)))),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
            YamlScalarNode scalar => Scalar(scalar),
            _ => throw new InvalidDataException($"{node.NodeType} at {node.Start}"),
        };
        return node.Tag is { IsEmpty: false, IsLocal: true, Value: ['!', .. var function] } ? Call(function, value) : value;
    }

    private static JsonObject Call(string function, JsonNode? argument) => function switch
    {
        "Ref" or "Condition" => new() { [function] = argument },
        "GetAtt" when argument is JsonValue text => new() { ["Fn::GetAtt"] = new JsonArray([.. ((string)text!).Split('.', 2).Select(part => (JsonNode)part)]) },
        _ => new() { [$"Fn::{function}"] = argument },
    };

    private static JsonNode? Scalar(YamlScalarNode scalar) => scalar switch
    {
        { Style: not YamlDotNet.Core.ScalarStyle.Plain } => scalar.Value,
        { Value: "true" or "false" } => scalar.Value == "true",
        { Value: "null" or "~" or "" } => null,
        _ when long.TryParse(scalar.Value, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        _ => scalar.Value,
    };
}
