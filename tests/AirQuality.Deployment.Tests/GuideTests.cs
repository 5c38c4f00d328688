using System.Text.RegularExpressions;
using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests;

/// <summary>The guides name only what is there: options of the scripts, parameters of the templates, files.</summary>
public sealed partial class GuideTests
{
    public static TheoryData<string> Guides => ["emr/README.md", "grafana/README.md", "bootstrap/systemd/README.md"];

    [ToolTheory("bash")]
    [InlineData("emr/README.md", "emr/deploy.sh", "emr/publish.sh")]
    [InlineData("bootstrap/systemd/README.md", "bootstrap/systemd/install.sh", "emr/publish.sh")]
    public async Task Options_InAGuide_AreKnownToAScriptOfIt(string guide, params string[] scripts)
    {
        var text = await File.ReadAllTextAsync(Fixtures.File(guide));
        var known = new Dictionary<string, HashSet<string>>();
        foreach (var script in scripts)
            known[script] = ["--help", .. Option().Matches((await Tool.RunAsync("bash", script, "--help")).Output).Select(match => match.Value)];

        foreach (var (script, options) in known)
        {
            var named = text.Split('\n').SelectMany(line => Pieces(line)).Where(piece => Calls(piece, script)).SelectMany(piece => Option().Matches(piece)).Select(match => match.Value).ToHashSet();
            Assert.NotEmpty(named);
            Assert.Subset(options, named);
        }
        // An option that stands alone belongs to one of them.
        var alone = Code().Matches(text).Select(match => match.Groups[1].Value).Where(code => code.StartsWith("--", StringComparison.Ordinal));
        Assert.Subset(known.Values.SelectMany(options => options).ToHashSet(), alone.SelectMany(code => Option().Matches(code)).Select(match => match.Value).ToHashSet());
    }

    [Fact]
    public async Task Parameters_ThatAreSetInTheGuide_AreInTheirTemplates()
    {
        var set = Setting().Matches(await File.ReadAllTextAsync(Fixtures.File("emr", "README.md")));

        Assert.NotEmpty(set);
        Assert.All(set, match => Assert.True(CloudTemplate.Read(match.Groups[1].Value is "grafana" ? "grafana/fleet.yaml" : $"emr/{match.Groups[1].Value}.yaml")["Parameters"]!.AsObject().ContainsKey(match.Groups[2].Value), match.Value));
    }

    [Theory, MemberData(nameof(Guides))]
    public async Task Links_LeadToFiles(string guide)
    {
        var folder = Path.GetDirectoryName(Fixtures.File(guide))!;

        Assert.All(Link().Matches(await File.ReadAllTextAsync(Fixtures.File(guide))), match => Assert.True(Path.Exists(Path.Combine(folder, match.Groups[1].Value)), match.Value));
    }

    // A line of a block is a command; in other lines what stands in backquotes is.
    private static IEnumerable<string> Pieces(string line) => line.Contains('`', StringComparison.Ordinal) ? Code().Matches(line).Select(match => match.Groups[1].Value) : [line.Split(" # ")[0]];

    private static bool Calls(string piece, string script) => piece.Contains(Path.GetFileName(script) + " --", StringComparison.Ordinal);

    [GeneratedRegex("(?<![a-z-])--[a-z][a-z-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Option();

    [GeneratedRegex("`([^`]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"--set ([a-z]+)\.([A-Za-z]+)=", RegexOptions.CultureInvariant)]
    private static partial Regex Setting();

    [GeneratedRegex(@"\]\(([^)#:]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
