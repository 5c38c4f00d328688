using System.CommandLine;
using AirQuality.LoadTest.Simulation;
using AirQuality.LoadTest.Simulation.Sweeping;
using AirQuality.LoadTest.Simulation.Views;

namespace AirQuality.LoadTest.Commands;

/// <summary><c>sweep</c>: many policies over a demand trace.</summary>
internal static class SweepCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var command = new Command(
            "sweep",
            "Tries some two thousand policies on a demand trace: what one more instance brings, the front of cost and risk, and the cheapest that keeps the promise. Exit codes: 0 done, 1 no policy keeps it, 2 usage, 3 a trace that is missing or unreadable.");
        var simulation = new SimulationOptions();
        var risk = NumberOption.Real("--risk-minutes", "How many minutes at risk are allowed.", 0, 0, 1_000_000);
        var max = NumberOption.Whole("--max", "Instances at most.", 5, 1, GroupParameters.MostInstances);
        var format = new Option<string>("--format") { Description = "table: for people · json: for programs.", HelpName = "format", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        simulation.AddTo(command);
        foreach (var option in (Option[])[risk, max, format])
            command.Options.Add(option);
        command.SetAction((parsed, cancellationToken) => Failures.GuardAsync(parsed.InvocationConfiguration.Error, async () =>
        {
            var latency = simulation.Latency(parsed);
            var price = simulation.Price(parsed);
            var group = new GroupSimulation(simulation.Trace(parsed).Demand, simulation.Group(parsed), latency);
            var sweep = Sweep.Run(group, PolicyGrid.UpTo(parsed.GetValue(max)), price, cancellationToken);
            var report = new SweepReport(sweep, parsed.GetValue(risk), latency, price);
            await (parsed.GetValue(format) == "json"
                ? SimulationJson.WriteAsync(parsed.InvocationConfiguration.Output, report)
                : SweepTable.WriteAsync(parsed.InvocationConfiguration.Output, report));
            return report.Cheapest is null ? ExitCode.Unexpected : ExitCode.Done;
        }));
        return command;
    }
}
