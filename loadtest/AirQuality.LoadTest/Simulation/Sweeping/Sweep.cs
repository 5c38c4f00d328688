using AirQuality.LoadTest.Simulation.Policies;

namespace AirQuality.LoadTest.Simulation.Sweeping;

/// <summary>Many policies over one trace.</summary>
/// <param name="All">Every candidate, in the order of the policies.</param>
internal sealed record Sweep(IReadOnlyList<Candidate> All)
{
    /// <summary>Tries every policy; the order of the answers does not depend on the number of processors.</summary>
    public static Sweep Run(GroupSimulation simulation, IReadOnlyList<SimulatedPolicy> policies, double pricePerHour, CancellationToken cancellationToken) => new(
        [.. policies.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(policy =>
        {
            var result = simulation.Run(policy);
            return new Candidate(policy, result, result.InstanceHours * pricePerHour);
        })]);

    /// <summary>The candidates that always have the same number of instances, from the fewest.</summary>
    public IReadOnlyList<Candidate> Constants => [.. All.Where(candidate => candidate.Policy.Rule.Min == candidate.Policy.Rule.Max)];

    /// <summary>Those than which none is both cheaper and less at risk, from the cheapest; of equals the calmest, then the first.</summary>
    public IReadOnlyList<Candidate> Front()
    {
        var front = new List<Candidate>();
        foreach (var candidate in ByCost())
        {
            if (front.Count == 0 || candidate.Result.RiskMinutes < front[^1].Result.RiskMinutes)
                front.Add(candidate);
        }
        return front;
    }

    /// <summary>The cheapest with no more minutes at risk than that; null where none has.</summary>
    public Candidate? Cheapest(double riskMinutes) => ByCost().FirstOrDefault(candidate => candidate.Result.RiskMinutes <= riskMinutes);

    private IOrderedEnumerable<Candidate> ByCost() =>
        All.OrderBy(candidate => candidate.Result.InstanceHours).ThenBy(candidate => candidate.Result.RiskMinutes).ThenBy(candidate => candidate.Result.Changes.Count);
}
