using System.Net;
using System.Net.Http.Headers;
using AirQuality.Api.Tests.Hosting;

namespace AirQuality.Api.Tests.Problems;

public sealed class ProblemsTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("/nothing")]
    [InlineData("/v1")]
    [InlineData("/v1/stats/more")]
    [InlineData("/swagger/nothing.js")]
    [InlineData("/openapi/v2.json")]
    [InlineData("/openapi/v1.yaml")]
    public async Task UnknownPath_Asked_IsNotFound(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        var problem = await ProblemBody.ReadAsync(response, HttpStatusCode.NotFound, "not-found");
        Assert.Equal(path, problem.GetProperty("instance").GetString());
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("BREW")]
    public async Task WrongMethod_Asked_IsNotAllowedAndSaysWhatIs(string method)
    {
        using var response = await SendAsync(new HttpMethod(method), "/v1/stats");
        await ProblemBody.ReadAsync(response, HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow.Order());
    }

    [Theory]
    [InlineData("/nothing", HttpStatusCode.NotFound, "not-found")]
    [InlineData("/v1/stats?x=1", HttpStatusCode.BadRequest, "invalid-parameters")]
    public async Task Compression_Wished_LeavesAProblemReadable(string path, HttpStatusCode status, string code)
    {
        using var response = await SendAsync(HttpMethod.Get, path, request => request.Headers.AcceptEncoding.ParseAdd("br, gzip"));
        Assert.Empty(response.Content.Headers.ContentEncoding);
        await ProblemBody.ReadAsync(response, status, code);
    }

    [Fact]
    public async Task Accept_OfSomethingElse_DoesNotHideAProblem()
    {
        using var response = await SendAsync(
            HttpMethod.Get, "/v1/readings?x=1", request => request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("text/csv")));
        await ProblemBody.ReadAsync(response, HttpStatusCode.BadRequest, "invalid-parameters");
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/xml, text/html;q=0.5")]
    [InlineData("application/json;q=0")]
    public async Task Accept_OfNothingServed_IsNotAcceptableWhereverSomethingIsRead(string accept)
    {
        var document = await OpenApi.ApiDocumentFile.ServedTreeAsync(fixture.Host);
        var paths = OpenApi.ApiDocumentFile.Operations(document).Where(one => one.Operation["responses"]!["304"] is not null).Select(one => one.Path).ToList();
        Assert.Contains("/v1/latest", paths);
        foreach (var path in paths)
        {
            using var response = await SendAsync(
                HttpMethod.Get, path.Replace("{id}", "1", StringComparison.Ordinal), request => request.Headers.Accept.ParseAdd(accept));
            await ProblemBody.ReadAsync(response, HttpStatusCode.NotAcceptable, "not-acceptable");
        }
    }

    [Fact]
    public async Task Parameters_ThatAreWrong_AreAllNamedAtOnce()
    {
        using var response = await SendAsync(HttpMethod.Get, "/v1/stats?a=1&b=2&%3Cscript%3E=3");
        var problem = await ProblemBody.ReadAsync(response, HttpStatusCode.BadRequest, "invalid-parameters");
        Assert.Equal(["a", "b", "<script>"], problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("parameter").GetString()));
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage>? with = null)
    {
        var request = new HttpRequestMessage(method, path);
        with?.Invoke(request);
        return fixture.Host.Client.SendAsync(request);
    }
}
