using System.Collections.Immutable;

namespace AirQuality.LoadTest.Elastic.Proxy;

/// <summary>Whose turn it is: round robin over the running workers, as the application load balancer does it.</summary>
internal sealed class Balancer
{
    private ImmutableArray<Target> _targets = [];
    private uint _turn;

    /// <summary>Lets a worker take traffic.</summary>
    public void Add(Target target) => ImmutableInterlocked.Update(ref _targets, (targets, added) => targets.Add(added), target);

    /// <summary>Takes a worker out; what it works on goes on.</summary>
    public void Remove(Target target)
    {
        ImmutableInterlocked.Update(ref _targets, (targets, removed) => targets.Remove(removed), target);
        target.Close();
    }

    /// <summary>
    /// Takes a place at the next worker that was not tried. Where every worker is suspect the suspects are asked all the same: a guess is no
    /// reason to turn a request away.
    /// </summary>
    /// <returns>Null when nobody is there.</returns>
    public Target? Enter(IReadOnlyCollection<Target> tried)
    {
        var targets = _targets;
        var first = (int)(Interlocked.Increment(ref _turn) % (uint)Math.Max(1, targets.Length));
        return Enter(targets, first, target => !target.IsSuspect && !tried.Contains(target))
            ?? Enter(targets, first, target => target.IsSuspect && !tried.Contains(target));
    }

    private static Target? Enter(ImmutableArray<Target> targets, int first, Func<Target, bool> isWanted)
    {
        for (var i = 0; i < targets.Length; i++)
            if (targets[(first + i) % targets.Length] is var target && isWanted(target) && target.TryEnter())
                return target;
        return null;
    }
}
