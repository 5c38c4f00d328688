using System.Diagnostics;

namespace AirQuality.Bench;

/// <summary>Two contenders measured in turn.</summary>
/// <param name="SubjectMs">The median time of the first.</param>
/// <param name="PeerMs">The median time of the second.</param>
/// <param name="Ratios">First to second, pair by pair, sorted.</param>
internal sealed record PairedTimes(double SubjectMs, double PeerMs, IReadOnlyList<double> Ratios)
{
    /// <summary>The median of the ratios.</summary>
    public double Ratio => Measure.Median(Ratios);
}

/// <summary>Measures times on a machine that others use too.</summary>
internal static class Measure
{
    /// <summary>Runs two contenders in turn, A B, B A, A B …, so that whatever slows the machine for a while slows both.</summary>
    /// <param name="subject">Does its work once and returns its time in ms.</param>
    /// <param name="peer">The same for the other.</param>
    /// <param name="warmUps">Pairs that do not count: the compiler and the caches settle.</param>
    /// <param name="pairs">Pairs that count.</param>
    public static async Task<PairedTimes> PairsAsync(Func<Task<double>> subject, Func<Task<double>> peer, int warmUps, int pairs)
    {
        List<double> subjectMs = [], peerMs = [];
        for (var pair = -warmUps; pair < pairs; pair++)
        {
            var subjectFirst = pair % 2 == 0;
            var first = await (subjectFirst ? subject : peer)();
            var second = await (subjectFirst ? peer : subject)();
            if (pair < 0)
                continue;
            subjectMs.Add(subjectFirst ? first : second);
            peerMs.Add(subjectFirst ? second : first);
        }
        return new(Median(subjectMs), Median(peerMs), [.. subjectMs.Zip(peerMs, (s, p) => s / p).Order()]);
    }

    /// <summary>Times a piece of work, which starts with no garbage but its own.</summary>
    /// <returns>Its time in ms.</returns>
    public static async Task<double> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>The middle one, or the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
