using System.Diagnostics;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Page;

/// <summary>The page's own tests, which need nothing but Node.js.</summary>
[Collection(PageTestGroup.Name)]
public sealed class PageUnitTests(PageFixture site)
{
    [BrowserFact]
    public async Task OwnTests_OfThePage_Pass()
    {
        Assert.NotEmpty(site.Url); // the fixture has installed what they need
        var web = Path.GetFullPath(Path.Combine(Fixtures.Root, "..", "..", "api", "web"));
        using var test = Process.Start(new ProcessStartInfo("npm", ["test", "--prefix", web]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = test.StandardError.ReadToEndAsync();
        var output = await test.StandardOutput.ReadToEndAsync();
        await test.WaitForExitAsync();

        Assert.True(test.ExitCode == 0, output + await error);
    }
}
