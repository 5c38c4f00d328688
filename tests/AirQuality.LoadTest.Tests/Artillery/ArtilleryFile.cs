using System.Globalization;
using AirQuality.LoadTest.Tests.Hosting;
using YamlDotNet.RepresentationModel;

namespace AirQuality.LoadTest.Tests.Artillery;

/// <summary>A file of <c>loadtest/artillery</c>, as YAML.</summary>
internal static class ArtilleryFile
{
    /// <summary>The file's root.</summary>
    public static YamlMappingNode Root(string name)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Fixtures.File("loadtest", "artillery", name));
        yaml.Load(reader);
        return Assert.IsType<YamlMappingNode>(yaml.Documents.Single().RootNode);
    }

    /// <summary>What stands at a path of keys; null where a key is not there.</summary>
    public static YamlNode? At(this YamlNode? node, params string[] path) =>
        path.Aggregate(node, (parent, key) => parent is YamlMappingNode map && map.Children.TryGetValue(key, out var child) ? child : null);

    /// <summary>The items of a list.</summary>
    public static IEnumerable<YamlNode> Items(this YamlNode? node) => Assert.IsType<YamlSequenceNode>(node, exactMatch: true).Children;

    /// <summary>A node's text.</summary>
    public static string Text(this YamlNode? node) => Assert.IsType<YamlScalarNode>(node).Value!;

    /// <summary>A node's whole number.</summary>
    public static int Number(this YamlNode? node) => int.Parse(node.Text(), CultureInfo.InvariantCulture);

    /// <summary>How often the only scenario of a file goes round, and the GETs of each round: name and URL.</summary>
    public static (int Count, IReadOnlyList<(string Name, string Url)> Requests) Loop(string name)
    {
        var step = Root(name).At("scenarios").Items().Single().At("flow").Items().Single();
        return (step.At("count").Number(), [.. step.At("loop").Items().Select(request => (request.At("get", "name").Text(), request.At("get", "url").Text()))]);
    }
}
