using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>CloudFormation's <c>Fn::Sub</c> over given values; what has none fails the test.</summary>
internal static partial class Expansion
{
    /// <summary>The text of a <c>{"Fn::Sub": …}</c>.</summary>
    public static string Sub(JsonNode node, IReadOnlyDictionary<string, string> values) =>
        Placeholder().Replace((string)node["Fn::Sub"]!, match => match.Value.StartsWith("${!", StringComparison.Ordinal) ? "${" + match.Value[3..] : values[match.Groups[1].Value]);

    [GeneratedRegex(@"\$\{!?([^}]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
