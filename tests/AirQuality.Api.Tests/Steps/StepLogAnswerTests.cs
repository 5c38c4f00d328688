using System.Text;
using AirQuality.Api.Steps;
using Microsoft.AspNetCore.Http;

namespace AirQuality.Api.Tests.Steps;

public sealed class StepLogAnswerTests
{
    [Fact]
    public async Task Execute_LogThatGrewSinceItWasOpened_SendsTheLengthThatItTells()
    {
        using var log = new MemoryStream();
        log.Write(Encoding.UTF8.GetBytes("fetching\n"));
        var answer = new StepLogAnswer(log);
        log.Write(Encoding.UTF8.GetBytes("parsing\n"));
        log.Position = 0;
        using var sent = new MemoryStream();
        var http = new DefaultHttpContext { Response = { Body = sent } };

        await answer.ExecuteAsync(http);

        Assert.Equal("fetching\n", Encoding.UTF8.GetString(sent.ToArray()));
        Assert.Equal(sent.Length, http.Response.ContentLength);
        Assert.False(log.CanRead);
    }
}
