using System.Reflection;

namespace AirQuality.Core.Tests;

/// <summary>The real feed files under <c>tests/fixtures/feed</c>; its SOURCES.md says where each is from.</summary>
internal static class Fixtures
{
    public static string Directory { get; } = typeof(Fixtures).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "FixturesDirectory").Value!;

    public static byte[] Feed(string name) => File.ReadAllBytes(Path.Combine(Directory, "feed", name));

    public static IEnumerable<string> FeedNames() =>
        System.IO.Directory.EnumerateFiles(Path.Combine(Directory, "feed"), "*.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.Combine(Directory, "feed"), path))
            .Order(StringComparer.Ordinal);
}
