using AirQuality.Deployment.Tests.Hosting;

namespace AirQuality.Deployment.Tests.Bootstrap;

/// <summary>A tool of one C# file, built once.</summary>
public abstract class FileTool(string name) : IAsyncLifetime
{
    /// <summary>Where it is.</summary>
    internal string Folder { get; } = Directory.CreateTempSubdirectory("airquality-tool-").FullName;

    public async Task InitializeAsync()
    {
        var built = await Tool.RunAsync("dotnet", "build", $"bootstrap/{name}.cs", "-o", Folder, "--nologo", "-v", "quiet");
        Assert.True(built.ExitCode == 0, built.ToString());
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    internal Task<ToolResult> RunAsync(params string[] arguments) => Tool.RunAsync("dotnet", [Path.Combine(Folder, name + ".dll"), .. arguments]);
}

/// <summary><c>bootstrap/assembly-stamp.cs</c>.</summary>
public sealed class StampTool() : FileTool("assembly-stamp");

/// <summary><c>bootstrap/fetch-runtime.cs</c>.</summary>
public sealed class FetchTool() : FileTool("fetch-runtime");
