using System.Text.Json;
using System.Text.RegularExpressions;
using AirQuality.LoadTest.Tests.Hosting;

namespace AirQuality.LoadTest.Tests.Artillery;

/// <summary>What npm is told.</summary>
public sealed partial class PackageTests
{
    [Fact]
    public void Artillery_IsPinned_AndLockedToTheSame()
    {
        using var package = Read("package.json");
        using var locked = Read("package-lock.json");
        var version = package.RootElement.GetProperty("dependencies").GetProperty("artillery").GetString()!;

        Assert.Matches(Exact(), version);
        Assert.Equal(version, locked.RootElement.GetProperty("packages").GetProperty("node_modules/artillery").GetProperty("version").GetString());
    }

    [Fact]
    public void LockFile_NamesNoRegistry_AndChecksEveryPackage()
    {
        using var locked = Read("package-lock.json");

        Assert.All(locked.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0), package =>
        {
            Assert.False(package.Value.TryGetProperty("resolved", out _), package.Name);
            Assert.StartsWith("sha512-", package.Value.GetProperty("integrity").GetString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void InstallScripts_AreLeftOut() => Assert.Contains("ignore-scripts=true", File.ReadAllLines(Fixtures.File("loadtest", ".npmrc")));

    private static JsonDocument Read(string name) => JsonDocument.Parse(File.ReadAllText(Fixtures.File("loadtest", name)));

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex Exact();
}
