using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AirQuality.LoadTest.Tests.Hosting;

/// <summary>
/// A tiny worker, <c>dotnet AirQuality.LoadTest.Tests.dll stand-in &lt;port&gt; &lt;folder&gt;</c>, that a test rules by files in a folder: it is
/// well when <c>well</c> is there and <c>sick-&lt;port&gt;</c> is not; <c>/slow</c> answers once <c>over</c> is there.
/// </summary>
internal static class StandIn
{
    private static async Task<int> Main(string[] args)
    {
        if (args is not ["stand-in", var port, var folder])
            return 2;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture)));
        await using var app = builder.Build();
        app.Run(http => AnswerAsync(http, folder, port));
        await app.RunAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext http, string folder, string port)
    {
        switch (http.Request.Path.Value)
        {
            case "/health/ready" when !File.Exists(Path.Combine(folder, "well")) || File.Exists(Path.Combine(folder, $"sick-{port}")):
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            case "/slow":
                await File.WriteAllTextAsync(Path.Combine(folder, "begun"), port);
                while (!File.Exists(Path.Combine(folder, "over")))
                    await Task.Delay(20, http.RequestAborted);
                break;
            case "/burn":
                var until = Environment.TickCount64 + 5;
                while (Environment.TickCount64 < until)
                    Thread.SpinWait(100);
                break;
        }
        await http.Response.WriteAsync(port);
    }
}
