using System.Reflection;

namespace AirQuality.Bench;

/// <summary>Where things lie in the repository that this program was built from.</summary>
internal static class Repository
{
    private static readonly string Root = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Recorded feeds; <c>SOURCES.md</c> beside them says where they are from.</summary>
    public static string RecordedFeeds => Path.Combine(Root, "tests", "fixtures", "feed");

    /// <summary>The other contenders' programs.</summary>
    public static string Bench => Path.Combine(Root, "tests", "bench");

    /// <summary>The files that hold the rules, for contenders that need them.</summary>
    public static string CoreRules => Path.Combine(Root, "jobs", "AirQuality.Core");

    /// <summary>The programs.</summary>
    public static string Jobs => Path.Combine(Root, "jobs");

    /// <summary>Where results go; not kept under version control.</summary>
    public static string Artifacts => Path.Combine(Root, "artifacts");
}
