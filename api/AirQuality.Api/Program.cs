using AirQuality.Api.Steps.Keys;
using AirQuality.TimestreamLocal.Storage;
using Microsoft.Extensions.Options;

namespace AirQuality.Api;

/// <summary>The API: serves the stored index, and submits and watches steps.</summary>
internal sealed class Program
{
    private const int Configuration = 3;

    private static async Task<int> Main(string[] args)
    {
        if (NewKeyCommand.IsAskedFor(args))
            return NewKeyCommand.Run(args, Console.Out, Console.Error);
        try
        {
            await using var app = ApiApp.Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (ProblemsOf(e) is { } problems)
        {
            foreach (var problem in problems)
                await Console.Error.WriteLineAsync($"airquality-api: {problem}");
            return Configuration;
        }
    }

    // What the operator can put right: settings, and a folder or an address that something else holds.
    private static IEnumerable<string>? ProblemsOf(Exception exception) => exception switch
    {
        OptionsValidationException wrong => wrong.Failures,
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(wrong => wrong.Failures),
        StorageException or IOException or UnauthorizedAccessException => [exception.Message],
        InvalidOperationException { InnerException: FormatException } or FormatException => [$"A setting cannot be read: {exception.Message}"],
        _ => null,
    };
}
