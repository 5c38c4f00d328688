using System.Reflection;

namespace AirQuality.Jobs.Tests.Hosting;

/// <summary>Real feed files, read where they lie.</summary>
internal static class Fixtures
{
    /// <summary>The folder of fixtures.</summary>
    public static readonly string Root = typeof(Fixtures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "FixturesDirectory").Value!;

    /// <summary>5 min means of 2,967 dust sensors.</summary>
    public static string Dust2018 => Feed("data.dust.min.json.2018-06-03.part-a.json");

    /// <summary>All measurements of five minutes, several entries a sensor.</summary>
    public static string All2017 => Feed("data.json.v1.2017-01-16.json");

    /// <summary>An area with indoor sensors.</summary>
    public static string Milan2020 => Feed("data.json.v1.2020-04-19.area-milano.json");

    /// <summary>Every whole feed file.</summary>
    public static TheoryData<string> Feeds => new(Directory.GetFiles(Path.Combine(Root, "feed"), "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal)!);

    /// <summary>A feed file by name.</summary>
    public static string Feed(string name) => Path.Combine(Root, "feed", name);
}
