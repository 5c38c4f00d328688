using AirQuality.Jobs.Commands;
using AirQuality.Jobs.Engine.InProcess;

return await AirQualityCommand.RunAsync(
    args, Console.Out, Console.Error, TimeProvider.System, new InProcessEngine(TimeProvider.System));
