using System.Globalization;

namespace AirQuality.LoadTest.Simulation.Views;

/// <summary>A simulation for people: the sums, and a line each five minutes in which something differs from the line before.</summary>
internal static class SimulationTable
{
    private const int WidestBar = 40;

    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(TextWriter output, SimulationReport report)
    {
        foreach (var line in Lines(report))
            await output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Which minutes are at risk, in words.</summary>
    public static string Risk(LatencyModel latency) => string.Create(
        CultureInfo.InvariantCulture,
        $"p95 above {latency.TargetP95Ms:0.#} ms or utilisation above {latency.SaturationPercent:0.#} %: from {latency.RiskUtilisation * 100:0.0} % on");

    private static IEnumerable<FormattableString> Lines(SimulationReport report)
    {
        yield return $"policy                {report.Policy.Name}";
        yield return $"trace                 {report.Minutes:0.0} min from {report.Steps[0].Time:yyyy-MM-dd HH:mm:ss}";
        yield return $"instance-hours        {report.Result.InstanceHours:0.00}";
        yield return $"cost                  {report.Cost:0.0000} USD at {report.PricePerHour} USD/h";
        yield return $"latency-risk minutes  {report.Result.RiskMinutes:0.0} ({Risk(report.Latency)})";
        yield return $"changes, peak         {report.Result.Changes.Count}, {report.Result.Peak} instances";
        foreach (var line in Agreed(report.Agreement))
            yield return line;
        yield return $"";
        yield return $"time      demand   cpu %   p95 ms  instances (in service =, others -)";
        foreach (var step in Different(report.Every(TimeSpan.FromMinutes(5))))
            yield return $"{step.Time:HH:mm:ss} {step.Demand,7:0.00} {step.CpuPercent,7:0.0} {report.P95Ms(step),8:0.0}  {Bar(step)}";
    }

    private static IEnumerable<SimulationStep> Different(IEnumerable<SimulationStep> steps)
    {
        SimulationStep? before = null;
        foreach (var step in steps)
        {
            if (before is not { } last || step != last with { Time = step.Time })
                yield return step;
            before = step;
        }
    }

    private static IEnumerable<FormattableString> Agreed(Agreement? agreement)
    {
        if (agreement is null)
            yield break;
        yield return $"the real group        {agreement.RealHours:0.00} instance-hours, simulated {agreement.SimulatedHours:0.00}, in the {agreement.ComparedMinutes:0.0} min that both know";
        yield return $"                      within one instance {agreement.WithinOne * 100:0.0} % of the time, equal {agreement.Equal * 100:0.0} %";
        foreach (var difference in agreement.Differences)
            yield return $"                      {difference.From:HH:mm:ss}-{difference.Until:HH:mm:ss} real {difference.Real}, simulated {difference.Simulated}";
    }

    private static string Bar(SimulationStep step) => step.Count <= WidestBar
        ? new string('=', step.InService) + new string('-', step.Count - step.InService) + string.Create(CultureInfo.InvariantCulture, $" {step.Count}")
        : step.Count.ToString(CultureInfo.InvariantCulture);
}
