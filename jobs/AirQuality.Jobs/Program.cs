using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Engine.InProcess;

return await AirQualityCommand.RunAsync(
    args, Console.Out, Console.Error, TimeProvider.System, (table, _) => new InProcessRuntime(table, TimeProvider.System));
