using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>What Grafana makes of a provisioning file and its environment.</summary>
internal static partial class Provisioning
{
    /// <summary>The environment of an instance, as <c>/etc/grafana/airquality.env</c> has it.</summary>
    public static IReadOnlyDictionary<string, string> Instance { get; } = new Dictionary<string, string>
    {
        ["AIRQUALITY_AUTH"] = "default",
        ["AIRQUALITY_REGION"] = "eu-west-1",
        ["AIRQUALITY_DATABASE"] = "air_quality",
        ["AIRQUALITY_TABLE"] = "readings",
        ["AIRQUALITY_TIMESTREAM_ENDPOINT"] = "",
    };

    /// <summary>Reads <c>grafana/provisioning/…</c>: every text that is a value is expanded; keys, numbers and truths stay.</summary>
    public static JsonNode Read(string path, IReadOnlyDictionary<string, string> environment) =>
        Expanded(CloudTemplate.ReadYaml($"grafana/provisioning/{path}"), environment)!;

    /// <summary>Expands one text, once; <c>$$</c> is a dollar sign.</summary>
    public static string Expand(string value, IReadOnlyDictionary<string, string> environment) => string.Join('$', value.Split("$$")
        .Select(part => Variable().Replace(part, match => environment.GetValueOrDefault(match.Groups["name"].Value, ""))));

    /// <summary>The variables that a file names, comments among it.</summary>
    public static IEnumerable<string> VariablesOf(string path) =>
        Variable().Matches(File.ReadAllText(Fixtures.File("grafana", "provisioning", path))).Select(match => match.Groups["name"].Value).Distinct();

    private static JsonNode? Expanded(JsonNode? node, IReadOnlyDictionary<string, string> environment) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Expanded(pair.Value, environment)))),
        JsonArray list => new JsonArray([.. list.Select(item => Expanded(item, environment))]),
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(Expand(text, environment)),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex(@"\$(__env)?\{(?<name>[^}]+)\}|\$(?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
