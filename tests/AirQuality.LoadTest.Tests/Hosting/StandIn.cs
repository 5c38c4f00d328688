using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AirQuality.LoadTest.Tests.Hosting;

/// <summary>A tiny worker: <c>dotnet AirQuality.LoadTest.Tests.dll stand-in &lt;port&gt; &lt;gate&gt;</c>. Well once the gate's file exists.</summary>
internal static class StandIn
{
    /// <summary>The command of a worker; <c>{port}</c> is the elastic verb's mark.</summary>
    public static string[] Command(string gate) => ["dotnet", typeof(StandIn).Assembly.Location, "stand-in", "{port}", gate];

    private static async Task<int> Main(string[] args)
    {
        if (args is not ["stand-in", var port, var gate])
            return 2;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture)));
        await using var app = builder.Build();
        app.Run(http => AnswerAsync(http, gate));
        await app.RunAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext http, string gate)
    {
        switch (http.Request.Path.Value)
        {
            case "/health/ready":
                http.Response.StatusCode = File.Exists(gate) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
                return;
            case "/slow":
                // Begun, and over when the test says so.
                await File.WriteAllTextAsync($"{gate}.slow", $"{Environment.ProcessId}");
                while (!File.Exists($"{gate}.over"))
                    await Task.Delay(20, http.RequestAborted);
                break;
            case "/burn":
                var until = Environment.TickCount64 + 5;
                while (Environment.TickCount64 < until)
                    Thread.SpinWait(100);
                break;
        }
        await http.Response.WriteAsync($"{Environment.ProcessId}");
    }
}
