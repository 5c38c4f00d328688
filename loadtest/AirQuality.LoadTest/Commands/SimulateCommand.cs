using System.CommandLine;
using AirQuality.LoadTest.Simulation;
using AirQuality.LoadTest.Simulation.Views;

namespace AirQuality.LoadTest.Commands;

/// <summary><c>simulate</c>: a policy over a demand trace.</summary>
internal static class SimulateCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var command = new Command(
            "simulate",
            "Replays a scaling policy over a demand trace: instance-hours, cost, latency-risk minutes, instances over time. Exit codes: 0 done, 2 usage, 3 a trace that is missing or unreadable.");
        var simulation = new SimulationOptions();
        var policy = new PolicyOptions();
        var format = new Option<string>("--format") { Description = "table: for people · csv: a row a minute · json: everything.", HelpName = "format", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "csv", "json");
        simulation.AddTo(command);
        policy.AddTo(command);
        command.Options.Add(format);
        command.SetAction((parsed, _) => Failures.GuardAsync(parsed.InvocationConfiguration.Error, async () =>
        {
            var trace = simulation.Trace(parsed);
            var latency = simulation.Latency(parsed);
            var tried = policy.Policy(parsed);
            var steps = new List<SimulationStep>();
            var result = new GroupSimulation(trace.Demand, simulation.Group(parsed), latency).Run(tried, steps);
            var agreement = trace.Observed is { } observed ? Agreement.Between(observed, steps) : null;
            var report = new SimulationReport(tried, result, steps, latency, simulation.Price(parsed), agreement);
            await (parsed.GetValue(format) switch
            {
                "csv" => SimulationCsv.WriteAsync(parsed.InvocationConfiguration.Output, report),
                "json" => SimulationJson.WriteAsync(parsed.InvocationConfiguration.Output, report),
                _ => SimulationTable.WriteAsync(parsed.InvocationConfiguration.Output, report),
            });
            return ExitCode.Done;
        }));
        return command;
    }
}
