using AirQuality.LoadTest.Commands;

return await LoadTestCommand.RunAsync(args, Console.Out, Console.Error, TimeProvider.System);
