using System.Text.Json.Nodes;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>What Grafana makes of the provisioning files and its environment.</summary>
public sealed class ProvisioningTests
{
    private const string Sources = "datasources/timestream.yaml";

    [Fact]
    public void DataSource_OnAnInstance_IsTheRegionsTimestreamByRole()
    {
        var sources = Provisioning.Read(Sources, Provisioning.Instance);

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
        var machine = new Dictionary<string, string>(Provisioning.Instance) { ["AIRQUALITY_TIMESTREAM_ENDPOINT"] = "http://127.0.0.1:8087", ["AIRQUALITY_DATABASE"] = "my-db" };

        var settings = Provisioning.Read(Sources, machine)["datasources"]![0]!["jsonData"]!;

        Assert.Equal("http://127.0.0.1:8087", (string?)settings["endpoint"]);
        Assert.Equal("\"my-db\"", (string?)settings["defaultDatabase"]);
    }

    [Fact]
    public void DataSource_IsTheOneThatTheDashboardNames()
    {
        var source = Provisioning.Read(Sources, Provisioning.Instance)["datasources"]!.AsArray().Single()!;

        Assert.All(Dashboard.DataPanels.Concat(Dashboard.Variables), asking => Assert.Equal((string?)source["uid"], (string?)asking["datasource"]!["uid"]));
        Assert.All(Dashboard.DataPanels.Concat(Dashboard.Variables), asking => Assert.Equal((string?)source["type"], (string?)asking["datasource"]!["type"]));
        Assert.Null(source["secureJsonData"]);
    }

    [Fact]
    public void DataSource_Variables_AreTheInstancesOwn() =>
        Assert.Equal(Provisioning.Instance.Keys.Order(), Provisioning.VariablesOf(Sources).Order());

    [Fact]
    public void Provider_TakesDashboardsFromFilesAlone()
    {
        var provider = Provisioning.Read("dashboards/provider.yaml", Provisioning.Instance)["providers"]!.AsArray().Single()!;

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
        Assert.Equal(expected, Provisioning.Expand(value, new Dictionary<string, string> { ["A"] = "1" }));
}
