using System.Net;
using System.Text.Json;

namespace AirQuality.Api.Tests.Hosting;

/// <summary>What every problem must be, whatever caused it.</summary>
internal static class ProblemBody
{
    /// <summary>Reads a problem and holds it against the rules that all follow.</summary>
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal($"urn:airquality:problem:{code}", problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.All((string[])["title", "detail", "instance", "traceId"], member => Assert.NotEqual("", problem.GetProperty(member).GetString()));
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        return problem;
    }
}
