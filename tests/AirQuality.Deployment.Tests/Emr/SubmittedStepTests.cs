using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AirQuality.Api;
using AirQuality.Deployment.Tests.Hosting;
using Microsoft.AspNetCore.Builder;

namespace AirQuality.Deployment.Tests.Emr;

/// <summary>The step that the API really sends, kept by moto's EMR, beside the schedule's.</summary>
public sealed class SubmittedStepTests(Moto moto) : IClassFixture<Moto>
{
    [ToolFact("moto_server", "aws")]
    public async Task Cycle_OfTheApi_IsTheSchedulesButForItsTag()
    {
        var cluster = await ClusterAsync();
        using var folder = new TemporaryFolder();
        await using var api = await StartAsync(cluster, folder);

        using var client = new HttpClient { BaseAddress = new Uri(api.Urls.Single()), DefaultRequestHeaders = { { "Authorization", "Bearer aq_secret" } } };
        using var response = await client.PostAsync("/v1/steps", new StringContent("""{"job":"cycle","feed":"24h"}""", Encoding.UTF8, "application/json"));

        Assert.True(response.StatusCode == HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        await AssertStepAsync(cluster, Scheduled(cluster)["Steps"]![0]!, name => name[..name.LastIndexOf(" #", StringComparison.Ordinal)]);
    }

    [ToolFact("moto_server", "aws", "jq")]
    public async Task Schedule_ItsStepAddedByHandAsTheGuideSays_IsTheSame()
    {
        var cluster = await ClusterAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["input.json"], Scheduled(cluster).ToJsonString());
        var filter = (await File.ReadAllLinesAsync(Fixtures.File("emr", "README.md"))).Single(line => line.StartsWith("jq '", StringComparison.Ordinal)).Split('\'')[1];

        var steps = await Tool.RunAsync("jq", filter, folder["input.json"]);
        await File.WriteAllTextAsync(folder["steps.json"], steps.Output);
        await moto.AwsAsync("emr", "add-steps", "--cluster-id", cluster, "--steps", $"file://{folder["steps.json"]}", "--endpoint-url", moto.Url);

        await AssertStepAsync(cluster, Scheduled(cluster)["Steps"]![0]!, name => name);
    }

    private async Task AssertStepAsync(string cluster, JsonNode expected, Func<string, string> name)
    {
        var sent = (await moto.AwsAsync("emr", "list-steps", "--cluster-id", cluster, "--endpoint-url", moto.Url))["Steps"]![0]!;
        Assert.Equal((string?)expected["Name"], name((string)sent["Name"]!));
        Assert.Equal((string?)expected["ActionOnFailure"], (string?)sent["ActionOnFailure"]);
        Assert.Equal((string?)expected["HadoopJarStep"]!["Jar"], (string?)sent["Config"]!["Jar"]);
        Assert.Equal(TemplateFiles.Texts(expected["HadoopJarStep"]!["Args"]), TemplateFiles.Texts(sent["Config"]!["Args"]));
    }

    private async Task<string> ClusterAsync() => (string)(await moto.AwsAsync(
        "emr", "create-cluster", "--name", "c", "--release-label", "emr-7.7.0", "--instance-type", "m7g.xlarge", "--instance-count", "1", "--no-auto-terminate", "--use-default-roles", "--endpoint-url", moto.Url))["ClusterId"]!;

    // What the schedule sends, for the cluster.
    private static JsonNode Scheduled(string cluster) => JsonNode.Parse(Expansion.Sub(
        TemplateFiles.Properties("emr/schedule.yaml", "Schedule")["Target"]!["Input"]!,
        new Dictionary<string, string> { ["ClusterId"] = cluster, ["Feed"] = "24h", ["Database"] = "air_quality", ["Table"] = "readings", ["AWS::Region"] = "eu-west-1" }))!;

    // The table is moto's too; nothing here asks it anything, and the API waits for it in vain without harm.
    private async Task<WebApplication> StartAsync(string cluster, TemporaryFolder folder)
    {
        foreach (var (name, value) in moto.Variables.Where(variable => variable.Name.EndsWith("KEY", StringComparison.Ordinal) || variable.Name.EndsWith("KEY_ID", StringComparison.Ordinal)))
            Environment.SetEnvironmentVariable(name, value);
        var app = ApiApp.Build(
        [
            "--urls", "http://127.0.0.1:0", "--Data", folder.Root, "--Timestream:Endpoint", moto.Url, "--Logging:LogLevel:Default", "None",
            "--Steps:Runner", "Emr", "--Steps:Emr:ClusterId", cluster, "--Steps:Emr:Endpoint", moto.Url, "--Steps:Emr:Region", "eu-west-1",
            "--Keys:0:Name", "ops", "--Keys:0:Sha256", Convert.ToHexStringLower(SHA256.HashData("aq_secret"u8)),
            "--Keys:0:Scopes:0", "steps:read", "--Keys:0:Scopes:1", "steps:write",
        ]);
        await app.StartAsync();
        return app;
    }
}
