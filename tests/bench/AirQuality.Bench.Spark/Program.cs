using AirQuality.Bench.Spark;

// Run by jobs/AirQuality.Spark/submit.sh: <a feed> <runs>. Prints "name milliseconds sum" a run.
var output = new StreamWriter(Environment.GetEnvironmentVariable("AIRQUALITY_OUTPUT")!, append: true) { AutoFlush = true };
Console.SetOut(Console.Error);
await IndexContest.RunAsync(args[0], int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture), output);
