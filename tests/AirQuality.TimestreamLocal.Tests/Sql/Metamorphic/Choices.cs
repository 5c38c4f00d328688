namespace AirQuality.TimestreamLocal.Tests.Sql.Metamorphic;

/// <summary>Random choices that a seed determines.</summary>
internal sealed class Choices(int seed)
{
    private readonly Random _random = new(seed);

    public int Number(int from, int to) => _random.Next(from, to + 1);

    public bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    public T Of<T>(params ReadOnlySpan<T> values) => values[_random.Next(values.Length)];

    /// <summary>Some of the values, in any order, at least one.</summary>
    public List<T> Some<T>(params T[] values)
    {
        _random.Shuffle(values);
        return [.. values.Take(Number(1, values.Length))];
    }

    /// <summary>A seed to make the same choices twice from.</summary>
    public int Seed() => _random.Next();
}
