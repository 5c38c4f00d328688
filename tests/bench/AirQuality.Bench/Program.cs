using System.Runtime.InteropServices;
using AirQuality.Bench;
using AirQuality.Bench.Benchmarks;
using AirQuality.Bench.Serving;

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
{
    context.Cancel = true;
    stop.Cancel();
});

try
{
    switch (args)
    {
        case ["generate", var file]:
            Console.WriteLine($"{Dataset.Generate(file).Sha256}  {file}");
            return 0;
        case [CycleProcess.Verb, var data, .. var feeds]:
            await CycleProcess.RunAsync(data, feeds, stop.Token);
            return 0;
        case [Ceiling.Verb, var url, var folder]:
            await Ceiling.RunAsync(url, folder);
            return 0;
        default:
            return await BenchRun.RunAsync([.. args.Where(a => a != "--strict")], args.Contains("--strict"), stop.Token);
    }
}
catch (BenchException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}
