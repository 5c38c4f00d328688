using AirQuality.Jobs.Commands;
using AirQuality.Spark;

// Spark's runner and the library write to standard output, too; data goes where the submitting script reads it.
var dataPath = Environment.GetEnvironmentVariable("AIRQUALITY_OUTPUT");
await using var output = dataPath is null ? Console.Out : new StreamWriter(dataPath, append: true) { AutoFlush = true };
Console.SetOut(Console.Error);

if (SparkHost.Problem() is { } problem)
{
    await Console.Error.WriteLineAsync($"airquality-spark: {problem}");
    return (int)ExitCode.Configuration;
}

return await AirQualityCommand.RunAsync(args, output, Console.Error, TimeProvider.System, new SparkEngine(SparkHost.StartSession, TimeProvider.System));
