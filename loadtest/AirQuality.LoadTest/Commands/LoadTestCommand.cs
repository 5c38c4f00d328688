using System.CommandLine;

namespace AirQuality.LoadTest.Commands;

/// <summary>The <c>airquality-loadtest</c> program: its verbs, and how it is run.</summary>
internal static class LoadTestCommand
{
    /// <summary>Runs a command line; Ctrl-C and SIGTERM cancel the verb and leave it time to end tidily.</summary>
    /// <returns>0 done · 1 unexpected or a threshold missed · 2 usage · 3 something missing or unreadable · 130 interrupted.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var root = new RootCommand("Puts a load on AirQuality, watches the machines that carry it, and learns where the thresholds should be.")
        {
            new ElasticCommand().Build(time),
            new MonitorCommand().Build(time),
            new ReportCommand().Build(),
            SimulateCommand.Create(),
            SweepCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
                await error.WriteLineAsync($"airquality-loadtest: {problem.Message}");
            await error.WriteLineAsync("Try: airquality-loadtest --help");
            return 2;
        }
        var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
        return await parsed.InvokeAsync(invocation, cancellationToken);
    }
}
