using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests;

/// <summary>Every script of the repository.</summary>
public sealed class ScriptTests
{
    [ToolFact("shellcheck", "git")]
    public async Task Scripts_Shellcheck_FindsNothing()
    {
        var named = await Tool.RunAsync("git", "ls-files", "*.sh");
        var marked = await Tool.RunAsync("git", "grep", "-lE", "^#!/usr/bin/env (ba)?sh$", "--", ".", ":!tests/*.cs");
        var scripts = $"{named.Output}\n{marked.Output}".Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet();

        var result = await Tool.RunAsync("shellcheck", [.. scripts]);

        Assert.Superset(new HashSet<string> { ".ci/run", "loadtest/monitor", "loadtest/simulate", "run-local.sh" }, scripts);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
