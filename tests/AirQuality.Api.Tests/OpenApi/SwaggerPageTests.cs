using System.Net;
using System.Text.RegularExpressions;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.OpenApi;

public sealed partial class SwaggerPageTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Page_AndEverythingItNames_ComesFromHere()
    {
        var page = await fixture.Host.Client.GetStringAsync(new Uri("/swagger/index.html", UriKind.Relative));
        var files = Sources().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.Contains("index.js", files);
        foreach (var file in files)
        {
            Assert.DoesNotContain("//", file, StringComparison.Ordinal);
            using var response = await fixture.Host.Client.GetAsync(new Uri($"/swagger/{file}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        Assert.Contains("/openapi/v1.json", await fixture.Host.Client.GetStringAsync(new Uri("/swagger/index.js", UriKind.Relative)), StringComparison.Ordinal);
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Sources();
}
