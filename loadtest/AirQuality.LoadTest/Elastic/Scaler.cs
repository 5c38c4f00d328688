using System.Globalization;
using AirQuality.LoadTest.Scaling;

namespace AirQuality.LoadTest.Elastic;

/// <summary>A change of the group's size, and why.</summary>
/// <param name="By">−1 or 1.</param>
/// <param name="Reason">In words.</param>
internal sealed record ScalingDecision(int By, string Reason);

/// <summary>Applies the group's rule at the end of each of its minutes; between them the wall's clock runs slower.</summary>
/// <param name="options">The policy and the time scale.</param>
/// <param name="start">When the first minute begins.</param>
internal sealed class Scaler(ElasticOptions options, DateTimeOffset start)
{
    private readonly ScalingRule _rule = new(options.Policy);
    private int _minutes;

    /// <summary>Whether a minute has ended that nobody has looked at.</summary>
    public bool IsDue(DateTimeOffset now) => now >= start + (options.Minute * (_minutes + 1));

    /// <summary>Takes the average of the minute that has ended.</summary>
    /// <param name="averageCpuPercent">Over the running instances that are warm; null where there is none.</param>
    /// <param name="desired">How many instances the group wants now.</param>
    /// <returns>Null where nothing is to change.</returns>
    public ScalingDecision? EndMinute(double? averageCpuPercent, int desired)
    {
        _minutes++;
        // The rule knows its own time alone, so that its cooldown is what the policy says.
        var by = _rule.Observe(start.AddMinutes(_minutes), averageCpuPercent, desired);
        var policy = options.Policy;
        return by switch
        {
            0 => null,
            > 0 => new(by, Text($"CPU {averageCpuPercent:0} %, above {policy.ScaleOutAbovePercent} % for {policy.ScaleOutMinutes} min: {desired} → {desired + by}")),
            _ => new(by, Text($"CPU {averageCpuPercent:0} %, below {policy.ScaleInBelowPercent} % for {policy.ScaleInMinutes} min: {desired} → {desired + by}")),
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
