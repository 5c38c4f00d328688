using System.Text.Json.Nodes;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>The dashboard, as it lies in the repository.</summary>
internal static class Dashboard
{
    public static string Text { get; } = File.ReadAllText(Fixtures.File("grafana", "dashboards", "air-quality.json"));

    public static JsonObject Json { get; } = JsonNode.Parse(Text)!.AsObject();

    /// <summary>The panels, rows and what is in them.</summary>
    public static IReadOnlyList<JsonObject> Panels { get; } =
        [.. Json["panels"]!.AsArray().SelectMany(panel => new[] { panel }.Concat(panel!["panels"]?.AsArray() ?? [])).Select(panel => panel!.AsObject())];

    /// <summary>The panels that ask for data.</summary>
    public static IReadOnlyList<JsonObject> DataPanels { get; } = [.. Panels.Where(panel => (string?)panel["type"] != "row")];

    public static IReadOnlyList<JsonObject> Variables { get; } = [.. Json["templating"]!["list"]!.AsArray().Select(variable => variable!.AsObject())];

    public static JsonObject Panel(string title) => DataPanels.Single(panel => (string?)panel["title"] == title);

    public static JsonObject Target(JsonObject panel) => panel["targets"]!.AsArray().Single()!.AsObject();

    public static JsonObject Variable(string name) => Variables.Single(variable => (string?)variable["name"] == name);

    public static string Query(string variable) => (string)Variable(variable)["query"]!;

    public static string Sql(JsonObject panel) => (string)Target(panel)["rawQuery"]!;
}
