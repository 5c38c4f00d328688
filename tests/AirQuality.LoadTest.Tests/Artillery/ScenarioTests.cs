using System.Text.Json;
using System.Text.RegularExpressions;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Artillery;

/// <summary>What the users ask, against what the API's contract and Grafana's dashboard have.</summary>
public sealed partial class ScenarioTests
{
    [Theory]
    [InlineData("api.yaml")]
    [InlineData("grafana.yaml")]
    public void Users_Ask100TimesTwoRequests_ByName_InTheCommonStages(string file)
    {
        var (count, requests) = ArtilleryFile.Loop(file);

        Assert.Equal(100, count);
        Assert.Equal(2, requests.Select(request => request.Name).Distinct().Count());
        Assert.Equal(2, requests.Count);
        Assert.Null(ArtilleryFile.Root(file).At("config", "phases"));
        Assert.Null(ArtilleryFile.Root(file).At("config", "ensure"));
    }

    [Fact]
    public void Api_EveryRequest_IsOneOfTheContract()
    {
        using var contract = JsonDocument.Parse(File.ReadAllText(Fixtures.File("api", "AirQuality.Api", "openapi.json")));

        Assert.All(ArtilleryFile.Loop("api.yaml").Requests, request =>
        {
            var (path, query) = Split(Variable().Replace(request.Url, "{id}"));
            var known = contract.RootElement.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("parameters").EnumerateArray()
                .Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString());
            Assert.Subset(known.ToHashSet(), query.Keys.ToHashSet<string?>());
        });
    }

    [Fact]
    public void Api_Variables_AreThePayloads()
    {
        var config = ArtilleryFile.Root("api.yaml").At("config");

        Assert.All(ArtilleryFile.Loop("api.yaml").Requests, request => Assert.Contains("{{ location }}", request.Url, StringComparison.Ordinal));
        Assert.Equal(["location"], config.At("payload", "fields").Items().Select(field => field.Text()));
        Assert.Null(config.At("payload", "path")); // the target's own, given with -p
    }

    [Fact]
    public void Grafana_Dashboard_IsTheOneThatIsShipped()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Fixtures.File("grafana", "dashboards", "air-quality.json")));
        var root = dashboard.RootElement;
        var slug = root.GetProperty("title").GetString()!.ToLowerInvariant().Replace(' ', '-');
        var variables = root.GetProperty("templating").GetProperty("list").EnumerateArray().Select(variable => "var-" + variable.GetProperty("name").GetString());

        var (path, query) = Split(ArtilleryFile.Loop("grafana.yaml").Requests[1].Url);

        Assert.Equal($"/d/{root.GetProperty("uid").GetString()}/{slug}", path);
        Assert.Equal(variables.Append("orgId").Order(), query.Keys.Order());
        Assert.Equal("aqi", query["var-measure"]);
        Assert.Equal("/dashboards", ArtilleryFile.Loop("grafana.yaml").Requests[0].Url);
    }

    [Fact]
    public void Grafana_TheWayToTheLogin_IsNotFollowed()
    {
        var loop = ArtilleryFile.Root("grafana.yaml").At("scenarios").Items().Single().At("flow").Items().Single().At("loop").Items();

        Assert.All(loop, request => Assert.Equal("false", request.At("get", "followRedirect").Text()));
    }

    private static (string Path, Dictionary<string, string> Query) Split(string url)
    {
        var parts = url.Split('?', 2);
        return (parts[0], parts.ElementAtOrDefault(1)?.Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]) ?? []);
    }

    [GeneratedRegex(@"\{\{ *[a-z]+ *\}\}")]
    private static partial Regex Variable();
}
