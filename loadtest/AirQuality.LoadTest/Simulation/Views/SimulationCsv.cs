using System.Globalization;

namespace AirQuality.LoadTest.Simulation.Views;

/// <summary>A simulation minute by minute, as a table for programs.</summary>
internal static class SimulationCsv
{
    /// <summary>Writes it; what has no end or no value is an empty cell.</summary>
    public static async Task WriteAsync(TextWriter output, SimulationReport report)
    {
        await output.WriteLineAsync("timestamp,demand,instances,in_service,cpu_utilization,p95_ms");
        foreach (var step in report.Every(TimeSpan.FromMinutes(1)))
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{step.Time:yyyy-MM-dd HH:mm:ss},{step.Demand:0.####},{step.Count},{step.InService},{step.CpuPercent:0.##},{report.P95Ms(step):0.##}"));
        }
    }
}
