using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests;

/// <summary>Every script of the repository.</summary>
public sealed class ScriptTests
{
    [ToolFact("shellcheck", "git")]
    public async Task Scripts_Shellcheck_FindsNothing()
    {
        var listed = await Tool.RunAsync("git", "ls-files", "*.sh", ".ci/run");
        var scripts = listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var result = await Tool.RunAsync("shellcheck", [.. scripts]);

        Assert.NotEmpty(scripts);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
