using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>What Grafana makes of the provisioning files and its environment.</summary>
public sealed partial class ProvisioningTests
{
    private static readonly Dictionary<string, string> _instance = new()
    {
        ["AIRQUALITY_AUTH"] = "default",
        ["AIRQUALITY_REGION"] = "eu-west-1",
        ["AIRQUALITY_DATABASE"] = "air_quality",
        ["AIRQUALITY_TABLE"] = "readings",
        ["AIRQUALITY_TIMESTREAM_ENDPOINT"] = "",
    };

    private static JsonNode Sources => CloudTemplate.ReadYaml("grafana/provisioning/datasources/timestream.yaml");

    [Fact]
    public void DataSource_OnAnInstance_IsTheRegionsTimestreamByRole()
    {
        var sources = Expanded(Sources, _instance)!;

        var expected = JsonNode.Parse("""
            {
              "apiVersion": 1, "prune": true,
              "datasources": [{
                "name": "Timestream", "type": "grafana-timestream-datasource", "uid": "timestream", "orgId": 1, "access": "proxy",
                "isDefault": true, "editable": false, "version": 1,
                "jsonData": {
                  "authType": "default", "defaultRegion": "eu-west-1", "endpoint": "",
                  "defaultDatabase": "\"air_quality\"", "defaultTable": "\"readings\"", "defaultMeasure": "air_quality"
                }
              }]
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, sources), sources.ToJsonString());
    }

    [Fact]
    public void DataSource_OnOneMachine_IsTheLocalServer()
    {
        var machine = new Dictionary<string, string>(_instance) { ["AIRQUALITY_TIMESTREAM_ENDPOINT"] = "http://127.0.0.1:8087", ["AIRQUALITY_DATABASE"] = "my-db" };

        var settings = Expanded(Sources, machine)!["datasources"]![0]!["jsonData"]!;

        Assert.Equal("http://127.0.0.1:8087", (string?)settings["endpoint"]);
        Assert.Equal("\"my-db\"", (string?)settings["defaultDatabase"]);
    }

    [Fact]
    public void DataSource_IsTheOneThatTheDashboardNames()
    {
        var source = Sources["datasources"]!.AsArray().Single()!;

        Assert.All(Dashboard.DataPanels.Concat(Dashboard.Variables), asking => Assert.Equal((string?)source["uid"], (string?)asking["datasource"]!["uid"]));
        Assert.All(Dashboard.DataPanels.Concat(Dashboard.Variables), asking => Assert.Equal((string?)source["type"], (string?)asking["datasource"]!["type"]));
        Assert.Null(source["secureJsonData"]);
    }

    [Fact]
    public void DataSource_Variables_AreTheInstancesOwn()
    {
        var file = File.ReadAllText(Fixtures.File("grafana", "provisioning", "datasources", "timestream.yaml"));

        Assert.Equal(_instance.Keys.Order(), EnvironmentName().Matches(file).Select(match => match.Groups["name"].Value).Distinct().Order());
    }

    [Fact]
    public void Provider_TakesDashboardsFromFilesAlone()
    {
        var provider = Expanded(CloudTemplate.ReadYaml("grafana/provisioning/dashboards/provider.yaml"), new Dictionary<string, string>())!["providers"]!.AsArray().Single()!;

        Assert.Equal(
            """{"name":"airquality","orgId":1,"folder":"","type":"file","disableDeletion":true,"allowUiUpdates":false,"updateIntervalSeconds":30,"options":{"path":"/var/lib/grafana/dashboards","foldersFromFilesStructure":false}}""",
            provider.ToJsonString());
    }

    [Fact]
    public void Dashboards_InTheFolder_HaveTheirOwnUidAndTitle()
    {
        JsonNode[] dashboards = [.. Directory.GetFiles(Fixtures.File("grafana", "dashboards"), "*.json").Select(path => JsonNode.Parse(File.ReadAllText(path))!)];

        Assert.NotEmpty(dashboards);
        Assert.Distinct(dashboards.Select(dashboard => (string?)dashboard["uid"]));
        Assert.Distinct(dashboards.Select(dashboard => (string?)dashboard["title"]));
    }

    [Theory]
    [InlineData("$A-${A}-$__env{A}", "1-1-1")]
    [InlineData("$$A$$", "$A$")]
    [InlineData("'$MISSING'", "''")]
    public void Value_WithVariables_IsExpandedOnce(string value, string expected) =>
        Assert.Equal(expected, Expand(value, new Dictionary<string, string> { ["A"] = "1" }));

    /// <summary>Grafana expands every text that is a value; keys, numbers and truths stay.</summary>
    private static JsonNode? Expanded(JsonNode? node, IReadOnlyDictionary<string, string> environment) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Expanded(pair.Value, environment)))),
        JsonArray list => new JsonArray([.. list.Select(item => Expanded(item, environment))]),
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(Expand(text, environment)),
        _ => node?.DeepClone(),
    };

    private static string Expand(string value, IReadOnlyDictionary<string, string> environment) => string.Join('$', value.Split("$$")
        .Select(part => EnvironmentName().Replace(part, match => environment.GetValueOrDefault(match.Groups["name"].Value, ""))));

    [GeneratedRegex(@"\$(__env)?\{(?<name>[^}]+)\}|\$(?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex EnvironmentName();
}
