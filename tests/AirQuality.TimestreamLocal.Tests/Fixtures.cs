using System.Reflection;

namespace AirQuality.TimestreamLocal.Tests;

/// <summary>Where the fixtures lie.</summary>
internal static class Fixtures
{
    private static readonly string Directory = typeof(Fixtures).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "FixturesDirectory").Value!;

    public static string PathOf(params string[] parts) => Path.Combine([Directory, .. parts]);
}
