using System.CommandLine;
using AirQuality.Jobs.Engine;

namespace AirQuality.Jobs.Commands;

/// <summary>The <c>airquality</c> program: its verbs, and how it is run.</summary>
internal static class AirQualityCommand
{
    // Long enough for the batches in flight, which end within a request's time-out.
    private static readonly TimeSpan GraceAfterSignal = TimeSpan.FromSeconds(30);

    /// <summary>Runs a command line; Ctrl-C and SIGTERM cancel the verb and leave it time to end tidily.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Where data goes.</param>
    /// <param name="error">Where progress and errors go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="engine">Where the work runs.</param>
    /// <param name="cancellationToken">Stops the verb as a signal does.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, TimeProvider time, IEngine engine, CancellationToken cancellationToken = default)
    {
        var root = new RootCommand("Turns citizen air-quality sensors into an index: feed, index, time-series table.\n\nExit codes: 0 done · 1 unexpected · 2 usage · 3 configuration · 4 feed unavailable or empty · 5 table unreachable · 6 done with dead letters · 130 interrupted.")
        {
            new CycleCommand(engine).Build(time),
            new ReplayCommand(engine).Build(time),
            new BackfillCommand(engine).Build(time),
            new QueryCommand().Build(time),
            new TimestreamLocalCommand().Build(time),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
                await error.WriteLineAsync($"airquality: {problem.Message}");
            await error.WriteLineAsync($"Try: airquality {parsed.CommandResult.Command.Name} --help".Replace("airquality airquality", "airquality", StringComparison.Ordinal));
            return (int)ExitCode.Usage;
        }
        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = GraceAfterSignal,
        };
        return await parsed.InvokeAsync(invocation, cancellationToken);
    }
}
