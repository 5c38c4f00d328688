using System.Reflection;

namespace AirQuality.LoadTest.Tests.Hosting;

/// <summary>Recorded files under <c>tests/fixtures</c>, and the repository around them.</summary>
internal static class Fixtures
{
    /// <summary>The fixtures' folder.</summary>
    public static string Root { get; } = typeof(Fixtures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "FixturesDirectory").Value!;

    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Root, "..", ".."));

    /// <summary>A file of the first report's own load test.</summary>
    public static string Report(string name) => Path.Combine(Root, "loadtest", name);

    /// <summary>A file of the repository.</summary>
    public static string File(params string[] parts) => Path.Combine([Repository, .. parts]);
}
