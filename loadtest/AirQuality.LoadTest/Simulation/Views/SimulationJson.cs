using System.Text.Json;
using System.Text.Json.Serialization;
using AirQuality.LoadTest.Simulation.Sweeping;

namespace AirQuality.LoadTest.Simulation.Views;

/// <summary>Simulations and sweeps as JSON.</summary>
internal static class SimulationJson
{
    /// <summary>Writes a simulation.</summary>
    public static Task WriteAsync(TextWriter output, SimulationReport report) => output.WriteLineAsync(JsonSerializer.Serialize(
        new SimulationDocument(
            CandidateDocument.Of(report.Policy.Name, report.Result, report.Cost),
            report.Agreement is { } agreement ? new(agreement.ComparedMinutes, agreement.WithinOne, agreement.Equal, agreement.RealHours, agreement.SimulatedHours) : null,
            [.. report.Result.Changes.Select(change => new ChangeDocument(change.Time, change.By))],
            [.. report.Every(TimeSpan.FromMinutes(1)).Select(step => new MinuteDocument(step.Time, step.Demand, step.Count, step.InService, step.CpuPercent, report.P95Ms(step)))]),
        SimulationJsonContext.Default.SimulationDocument));

    /// <summary>Writes a sweep.</summary>
    public static Task WriteAsync(TextWriter output, SweepReport report) => output.WriteLineAsync(JsonSerializer.Serialize(
        new SweepDocument(
            report.Sweep.All.Count,
            report.RiskMinutes,
            report.Cheapest is { } cheapest ? CandidateDocument.Of(cheapest) : null,
            [.. report.Sweep.Constants.Select(CandidateDocument.Of)],
            [.. report.Sweep.Front().Select(CandidateDocument.Of)]),
        SimulationJsonContext.Default.SweepDocument));
}

internal sealed record SimulationDocument(CandidateDocument Result, AgreementDocument? Agreement, IReadOnlyList<ChangeDocument> Changes, IReadOnlyList<MinuteDocument> Minutes);

internal sealed record AgreementDocument(double ComparedMinutes, double WithinOne, double Equal, double RealHours, double SimulatedHours);

internal sealed record ChangeDocument(DateTimeOffset Time, int By);

internal sealed record MinuteDocument(DateTimeOffset Time, double Demand, int Instances, int InService, double? CpuPercent, double? P95Ms);

internal sealed record SweepDocument(int Policies, double RiskMinutesAllowed, CandidateDocument? Cheapest, IReadOnlyList<CandidateDocument> Constants, IReadOnlyList<CandidateDocument> Front);

internal sealed record CandidateDocument(string Policy, double InstanceHours, double CostUsd, double RiskMinutes, int Peak, int Changes)
{
    public static CandidateDocument Of(string policy, SimulationResult result, double cost) =>
        new(policy, result.InstanceHours, cost, result.RiskMinutes, result.Peak, result.Changes.Count);

    public static CandidateDocument Of(Candidate candidate) => Of(candidate.Policy.Name, candidate.Result, candidate.Cost);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(SimulationDocument))]
[JsonSerializable(typeof(SweepDocument))]
internal sealed partial class SimulationJsonContext : JsonSerializerContext;
