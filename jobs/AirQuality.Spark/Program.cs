using AirQuality.Jobs.Commands;
using AirQuality.Spark;

// The library logs to standard output, which is for data.
var output = Console.Out;
Console.SetOut(Console.Error);

if (SparkHost.Problem() is { } problem)
{
    await Console.Error.WriteLineAsync($"airquality-spark: {problem}");
    return (int)ExitCode.Configuration;
}

return await AirQualityCommand.RunAsync(args, output, Console.Error, TimeProvider.System, SparkHost.OpenRuntime);
