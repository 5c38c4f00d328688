using AirQuality.Jobs.Commands;

return await AirQualityCommand.RunAsync(args, Console.Out, Console.Error, TimeProvider.System);
