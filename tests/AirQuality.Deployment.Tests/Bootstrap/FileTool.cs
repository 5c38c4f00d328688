using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Bootstrap;

/// <summary>A tool of <c>bootstrap/</c> that is one C# file: built once for all tests, and kept for the next time.</summary>
internal sealed class FileTool
{
    private readonly Lazy<Task<string>> _built;

    private FileTool(string name) => _built = new(() => BuildAsync(name));

    /// <summary><c>bootstrap/assembly-stamp.cs</c>.</summary>
    public static FileTool Stamp { get; } = new("assembly-stamp");

    /// <summary><c>bootstrap/fetch-runtime.cs</c>.</summary>
    public static FileTool Fetch { get; } = new("fetch-runtime");

    /// <summary>The built program.</summary>
    public Task<string> ProgramAsync() => _built.Value;

    public async Task<ToolResult> RunAsync(params string[] arguments) => await Tool.RunAsync("dotnet", [await _built.Value, .. arguments]);

    private static async Task<string> BuildAsync(string name)
    {
        var folder = Fixtures.File("artifacts", "tests", "tools", name);
        var built = await Tool.RunAsync("dotnet", "build", $"bootstrap/{name}.cs", "-o", folder, "--nologo", "-v", "quiet");
        Assert.True(built.ExitCode == 0, built.ToString());
        return Path.Combine(folder, name + ".dll");
    }
}
