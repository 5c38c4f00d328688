using System.Reflection;

namespace AirQuality.Api.Tests.Hosting;

/// <summary>Real feed files, read where they lie.</summary>
internal static class Fixtures
{
    /// <summary>The folder of fixtures.</summary>
    public static readonly string Root = typeof(Fixtures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "FixturesDirectory").Value!;

    /// <summary>A feed file by name.</summary>
    public static string Feed(string name) => Path.Combine(Root, "feed", name);
}
