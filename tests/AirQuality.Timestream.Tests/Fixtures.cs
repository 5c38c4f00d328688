using System.Reflection;

namespace AirQuality.Timestream.Tests;

/// <summary>The files that all test projects share.</summary>
internal static class Fixtures
{
    /// <summary>The folder <c>tests/fixtures</c>.</summary>
    public static string Folder { get; } = typeof(Fixtures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "FixturesDirectory").Value!;

    /// <summary>The folder that holds the solution.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Folder, "..", ".."));

    public static string PathOf(params string[] names) => Path.Combine([Folder, .. names]);
}
