using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AirQuality.Bench.Serving;

/// <summary>The least that a minimal API can do: answer with bytes that are in memory.</summary>
internal static class Ceiling
{
    /// <summary>The argument that makes this program the ceiling.</summary>
    public const string Verb = "ceiling";

    /// <summary>Serves each file of a folder at its name.</summary>
    public static async Task RunAsync(string url, string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        foreach (var file in Directory.GetFiles(folder))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            app.MapGet("/" + Path.GetFileName(file), () => TypedResults.Bytes(bytes, "application/json"));
        }
        await app.RunAsync(url);
    }
}
