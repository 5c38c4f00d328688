using System.Globalization;
using AirQuality.LoadTest.Simulation.Sweeping;

namespace AirQuality.LoadTest.Simulation.Views;

/// <summary>A sweep for people: what each further instance brings, the front, and the cheapest policy that keeps the promise.</summary>
internal static class SweepTable
{
    private const string Heading = "  hours      USD  risk min  USD/min avoided  policy";

    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(TextWriter output, SweepReport report)
    {
        foreach (var line in Lines(report))
            await output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
    }

    private static IEnumerable<FormattableString> Lines(SweepReport report)
    {
        yield return $"{report.Sweep.All.Count} policies; at risk: {SimulationTable.Risk(report.Latency)}";
        yield return $"";
        yield return $"one more instance, all the time";
        foreach (var line in Ladder(report.Sweep.Constants))
            yield return line;
        yield return $"";
        yield return $"the front: nothing is both cheaper and less at risk";
        foreach (var line in Ladder(report.Sweep.Front()))
            yield return line;
        yield return $"";
        yield return report.Cheapest is { } cheapest
            ? $"cheapest with at most {report.RiskMinutes:0.#} risk minutes: {Told(cheapest)}"
            : (FormattableString)$"no policy has at most {report.RiskMinutes:0.#} risk minutes; allow more (--risk-minutes), or more instances (--max)";
    }

    private static IEnumerable<FormattableString> Ladder(IReadOnlyList<Candidate> candidates)
    {
        yield return $"{Heading}";
        foreach (var (index, candidate) in candidates.Index())
        {
            var marginal = index > 0 ? candidate.CostPerMinuteAvoided(candidates[index - 1]) : null;
            var perMinute = marginal is { } cost ? cost.ToString("0.00000", CultureInfo.InvariantCulture) : "-";
            var result = candidate.Result;
            yield return $"{result.InstanceHours,7:0.00} {candidate.Cost,8:0.0000} {result.RiskMinutes,9:0.0} {perMinute,16}  {candidate.Policy.Name}";
        }
    }

    private static string Told(Candidate candidate) => string.Create(
        CultureInfo.InvariantCulture,
        $"{candidate.Policy.Name} ({candidate.Result.InstanceHours:0.00} h, {candidate.Cost:0.0000} USD, {candidate.Result.RiskMinutes:0.0} risk minutes)");
}
