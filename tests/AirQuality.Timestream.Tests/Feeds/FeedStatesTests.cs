using System.Runtime.Loader;
using System.Text.RegularExpressions;
using AirQuality.Timestream.Tests.Compat;

namespace AirQuality.Timestream.Tests.Feeds;

/// <summary>
/// The library on a feed that has the AWS service packages. As far as it can be shown where they are missing: packages of the same names
/// and
/// versions are made from Compat, offered by a folder, and a copy of the project is built and tested against them.
/// </summary>
public sealed partial class FeedStatesTests : IDisposable
{
    private static readonly string[] _probe = ["msbuild", "Copy.slnx", "-t:ProbeFeed", "-p:MSBuildIsRestoring=true", "-nologo", "-v:m"];
    private static readonly (string Package, string Folder)[] _packages =
    [
        ("AWSSDK.ElasticMapReduce", "ElasticMapReduce"), ("AWSSDK.TimestreamQuery", "Query"), ("AWSSDK.TimestreamWrite", "Write"),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly DotnetCli _dotnet;

    public FeedStatesTests() => _dotnet = new DotnetCli(_folder.File("packages"));

    public void Dispose() => _folder.Dispose();

    [CompatFact]
    public async Task Build_FeedWithTheServicePackages_HasTheSamePublicApiAndPassesTheSameTests()
    {
        var copy = CopyOfTheProject();
        var before = await _dotnet.RunAsync(copy, _probe);
        await OfferPackagesAsync(copy);

        var tested = await _dotnet.RunAsync(copy, "test", "Copy.slnx", "--nologo");
        var again = await _dotnet.RunAsync(copy, _probe);

        Assert.Contains("aws-services missing (Compat compiles)", before, StringComparison.Ordinal);
        Assert.Contains("aws-services present", tested, StringComparison.Ordinal);
        Assert.Contains("aws-services present", again, StringComparison.Ordinal);
        var answer = File.ReadAllText(Path.Combine(copy, "artifacts", "feed.props"));
        Assert.Contains("<HasAwsServicePackages>true</HasAwsServicePackages>", answer, StringComparison.Ordinal);
        AssertSamePublicApi(Path.Combine(copy, "tests", "AirQuality.Timestream.Tests", "bin", "Debug", "net10.0"));
        var counts = Counts().Match(tested);
        Assert.Equal("0", counts.Groups["failed"].Value);
        Assert.InRange(int.Parse(counts.Groups["passed"].ValueSpan, null), 100, int.MaxValue);
    }

    /// <summary>
    /// All that the two projects and their tests are built from; a solution of its own, because the real one names the whole product.
    /// </summary>
    private string CopyOfTheProject()
    {
        var copy = _folder.File("copy");
        string[] folders =
        [
            ".config", "api/AirQuality.TimestreamLocal", "jobs/AirQuality.Core", "jobs/AirQuality.Timestream", "tests/AirQuality.Timestream.Tests",
            "tests/fixtures/aws-sdk", "tests/fixtures/feed",
        ];
        var files = Directory.EnumerateFiles(Fixtures.Repository, "Directory.*")
            .Concat([".editorconfig", "global.json", "tests/Directory.Build.props"])
            .Concat(folders.Select(folder => Path.Combine(Fixtures.Repository, folder))
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)))
            .Select(file => Path.GetRelativePath(Fixtures.Repository, Path.Combine(Fixtures.Repository, file)))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
        foreach (var file in files)
        {
            var target = Path.Combine(copy, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Fixtures.Repository, file), target);
        }
        File.WriteAllText(Path.Combine(copy, "Copy.slnx"), """
            <Solution>
              <Project Path="api/AirQuality.TimestreamLocal/AirQuality.TimestreamLocal.csproj" />
              <Project Path="jobs/AirQuality.Core/AirQuality.Core.csproj" />
              <Project Path="jobs/AirQuality.Timestream/AirQuality.Timestream.csproj" />
              <Project Path="tests/AirQuality.Timestream.Tests/AirQuality.Timestream.Tests.csproj" />
            </Solution>
            """);
        return copy;
    }

    /// <summary>Makes the packages and puts their folder among the copy's sources.</summary>
    private async Task OfferPackagesAsync(string copy)
    {
        var versions = PackageVersions().Matches(File.ReadAllText(Path.Combine(copy, "Directory.Packages.props")))
            .ToDictionary(match => match.Groups["id"].Value, match => match.Groups["version"].Value);
        var feed = Directory.CreateDirectory(_folder.File("feed")).FullName;
        var makers = Directory.CreateDirectory(_folder.File("makers")).FullName;
        foreach (var (package, folder) in _packages)
        {
            var project = Directory.CreateDirectory(Path.Combine(makers, folder)).FullName;
            await File.WriteAllTextAsync(Path.Combine(project, $"{package}.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <Nullable>enable</Nullable>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <NuGetAudit>false</NuGetAudit>
                    <Version>{versions[package]}</Version>
                    <PackageOutputPath>{feed}</PackageOutputPath>
                  </PropertyGroup>
                  <ItemGroup>
                    <Compile Include="{copy}/jobs/AirQuality.Timestream/Compat/Protocol/**" />
                    <Compile Include="{copy}/jobs/AirQuality.Timestream/Compat/{folder}/**" />
                    <PackageReference Include="AWSSDK.Core" Version="{versions["AWSSDK.Core"]}" />
                  </ItemGroup>
                </Project>
                """);
        }
        await File.WriteAllTextAsync(Path.Combine(makers, "Makers.slnx"), """
            <Solution>
              <Project Path="ElasticMapReduce/AWSSDK.ElasticMapReduce.csproj" />
              <Project Path="Query/AWSSDK.TimestreamQuery.csproj" />
              <Project Path="Write/AWSSDK.TimestreamWrite.csproj" />
            </Solution>
            """);
        await _dotnet.RunAsync(makers, "pack", "Makers.slnx", "--nologo", "-v", "q");
        await File.WriteAllTextAsync(Path.Combine(copy, "nuget.config"), $"""
            <configuration><packageSources><add key="folder" value="{feed}" /></packageSources></configuration>
            """);
    }

    private static void AssertSamePublicApi(string output)
    {
        var context = new AssemblyLoadContext("packages", isCollectible: true);
        context.Resolving += (loading, name) => Path.Combine(output, name.Name + ".dll") is var path && File.Exists(path)
            ? loading.LoadFromAssemblyPath(path)
            : null;
        try
        {
            var withPackages = PublicApi.Of(context.LoadFromAssemblyPath(Path.Combine(output, "AirQuality.Timestream.dll"))).ToList();
            var withCompat = PublicApi.Of(typeof(TimestreamClients).Assembly)
                .Where(line => !line.Split(' ')[1].StartsWith("Amazon.", StringComparison.Ordinal));
            Assert.Equal(withCompat, withPackages);
        }
        finally
        {
            context.Unload();
        }
    }

    [GeneratedRegex("Include=\"(?<id>[^\"]+)\" Version=\"(?<version>[^\"]+)\"")]
    private static partial Regex PackageVersions();

    [GeneratedRegex(@"Failed:\s+(?<failed>\d+), Passed:\s+(?<passed>\d+)")]
    private static partial Regex Counts();
}
