using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Grafana;

/// <summary>grafana/image/component.yaml against the shape of Image Builder's documents (user guide, "Use component documents in AWSTOE").</summary>
public sealed partial class InstallImageTests
{
    private static readonly JsonObject _component = CloudTemplate.Read("grafana/image/component.yaml");

    [Fact]
    public void Component_Document_HasTheDocumentedShape()
    {
        Assert.Equal(["name", "description", "schemaVersion", "parameters", "phases"], _component.Select(member => member.Key));
        Assert.Equal("1.0", (string)_component["schemaVersion"]!);
        Assert.Equal(["build", "validate", "test"], _component["phases"]!.AsArray().Select(phase => (string)phase!["name"]!));
        foreach (var step in Steps())
        {
            Assert.Matches("^[A-Za-z0-9_-]{1,128}$", (string)step["name"]!);
            Assert.Equal("ExecuteBash", (string)step["action"]!);
            Assert.NotEmpty(step["inputs"]!["commands"]!.AsArray());
            Assert.Subset(new HashSet<string> { "name", "action", "timeoutSeconds", "onFailure", "maxAttempts", "inputs" }, step.Select(member => member.Key).ToHashSet());
        }
    }

    [Fact]
    public void Component_Parameters_AreDeclaredUsedAndGiven()
    {
        var declared = _component["parameters"]!.AsArray().SelectMany(parameter => parameter!.AsObject()).ToList();
        var recipe = CloudTemplate.Resources(CloudTemplate.Read("grafana/image.yaml"), "AWS::ImageBuilder::ImageRecipe").Single().Value;
        var given = recipe["Properties"]!["Components"]![0]!["Parameters"]!.AsArray().Select(parameter => (string)parameter!["Name"]!);

        Assert.All(declared, parameter => Assert.Equal("string", (string)parameter.Value!["type"]!));
        var used = Commands().SelectMany(command => Placeholder().Matches(command)).Select(match => match.Groups[1].Value).Distinct();
        Assert.Equal(declared.Select(parameter => parameter.Key), used);
        Assert.Equal(declared.Select(parameter => parameter.Key), given);
    }

    [Fact]
    public void Component_Text_FitsAParameterOfCloudFormation() =>
        Assert.InRange(new FileInfo(Fixtures.File("grafana", "image", "component.yaml")).Length, 1, 4096);

    [Fact]
    public void Component_Download_IsCheckedAsTheInstancesIs()
    {
        var checks = Lines(Commands().First()).Where(line => line.Contains("sha256sum", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, checks.Count);
        Assert.Subset(Lines(FleetScript.Read()).ToHashSet(), checks.ToHashSet());
    }

    [ToolFact("shellcheck")]
    public async Task Component_Commands_ShellcheckFindsNothing()
    {
        using var folder = new TemporaryFolder();
        var scripts = Commands().Select((command, index) => (Path: folder[$"{index}.sh"], Text: $"#!/bin/bash\n{command}")).ToList();
        foreach (var (path, text) in scripts)
            await File.WriteAllTextAsync(path, text);

        var result = await Tool.RunAsync("shellcheck", ["--norc", .. scripts.Select(script => script.Path)]);

        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [ToolFact("python3")]
    public async Task Build_PublishedVersion_IsInstalled()
    {
        using var machine = new FakeMachine();
        var version = machine.Publish();

        var result = await RunAsync(machine, 0, version);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal($"install.sh {version}", machine.Calls[^1]);
    }

    [Theory]
    [InlineData("grafana.zip")]
    [InlineData("SHA256SUMS")]
    public async Task Build_FileIsNotTheOnePublished_Fails(string file)
    {
        using var machine = new FakeMachine();
        var version = machine.Publish();
        File.AppendAllText(Path.Combine(machine.Folder, file), "more\n");

        Assert.NotEqual(0, (await RunAsync(machine, 0, version)).ExitCode);
        Assert.DoesNotContain(machine.Calls, call => call.StartsWith("install.sh", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("/api/health", 22)]
    [InlineData("/api/dashboards/uid/air-quality", 22)]
    [InlineData("/api/frontend/settings", 22)]
    public async Task Test_Grafana_IsStartedAskedAndStopped(string failing, int code)
    {
        using var machine = new FakeMachine();
        Directory.CreateDirectory(machine.At("etc/grafana"));
        machine.Program("systemctl", "[[ \"$1\" != start ]] || cp \"$root/etc/grafana/airquality.env\" \"$folder/seen.env\"");
        machine.Program("journalctl");
        machine.Program("curl", $"[[ \"${{!#}}\" != *'{failing}' || -z '{failing}' ]] || exit 22\necho '{{\"type\":\"grafana-timestream-datasource\"}}'");

        var result = await RunAsync(machine, 3, "unused");

        Assert.Equal(code, result.ExitCode);
        Assert.Equal("systemctl stop grafana-server", machine.Calls[^1]);
        Assert.False(File.Exists(machine.At("etc/grafana/airquality.env")));
        Assert.Contains("AIRQUALITY_TABLE=readings\n", await File.ReadAllTextAsync(Path.Combine(machine.Folder, "seen.env")), StringComparison.Ordinal);
    }

    [Fact]
    public void Image_Builder_IsClosedAndReadsOneVersion()
    {
        var resources = CloudTemplate.Read("grafana/image.yaml")["Resources"]!;
        var statement = resources["BuildRole"]!["Properties"]!["Policies"]![0]!["PolicyDocument"]!["Statement"]!.AsArray().Single()!;

        Assert.Equal("required", (string)resources["Infrastructure"]!["Properties"]!["InstanceMetadataOptions"]!["HttpTokens"]!);
        Assert.Null(resources["BuildGroup"]!["Properties"]!["SecurityGroupIngress"]);
        Assert.True((bool)resources["Recipe"]!["Properties"]!["BlockDeviceMappings"]![0]!["Ebs"]!["Encrypted"]!);
        Assert.Equal(("s3:GetObject", "arn:${AWS::Partition}:s3:::${Bucket}/${Artifacts}/*"), ((string)statement["Action"]!, (string)statement["Resource"]!["Fn::Sub"]!));
    }

    // The commands name absolute paths; here they are those of the made-up root.
    private static Task<ToolResult> RunAsync(FakeMachine machine, int index, string version)
    {
        var command = Placeholder().Replace(Commands().ElementAt(index), $"s3://artifacts-of-air/artifacts/{version}")
            .Replace("/etc/grafana", machine.At("etc/grafana"), StringComparison.Ordinal);
        return machine.RunAsync(machine.Write("command.sh", command), []);
    }

    private static IEnumerable<JsonObject> Steps() => _component["phases"]!.AsArray().SelectMany(phase => phase!["steps"]!.AsArray()).Select(step => step!.AsObject());

    private static IEnumerable<string> Commands() => Steps().SelectMany(step => step["inputs"]!["commands"]!.AsArray()).Select(command => (string)command!);

    private static IEnumerable<string> Lines(string script) => script.Split('\n').Select(line => line.Trim());

    [GeneratedRegex(@"\{\{ *([A-Za-z]+) *\}\}")]
    private static partial Regex Placeholder();
}
