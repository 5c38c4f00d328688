using System.Numerics;
using static System.FormattableString;

namespace AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

/// <summary>Counts different hashes: exactly up to <see cref="MaxExact"/>, then by HyperLogLog (Flajolet et al., 2007) with registers
/// enough for the wanted standard error.</summary>
internal sealed class DistinctSketch
{
    private const int MaxExact = 4096;
    private readonly int _indexBits;
    private HashSet<ulong>? _exact = [];
    private byte[] _registers = [];

    /// <summary>A sketch of a standard error between 0.0040625 and 0.26.</summary>
    public DistinctSketch(double standardError)
    {
        if (standardError is not (>= 0.0040625 and <= 0.26))
            throw new SqlException(Invariant($"Standard error must be in [0.0040625, 0.26000]: {standardError}"));
        _indexBits = (int)Math.Ceiling(Math.Log2(1.0816 / (standardError * standardError)));
    }

    /// <summary>Takes a hash in.</summary>
    public void Add(ulong hash)
    {
        if (_exact is null)
        {
            Register(hash);
            return;
        }
        _exact.Add(hash);
        if (_exact.Count <= MaxExact) return;
        _registers = new byte[1 << _indexBits];
        foreach (var known in _exact) Register(known);
        _exact = null;
    }

    /// <summary>How many different hashes there were.</summary>
    public long Count()
    {
        if (_exact is not null) return _exact.Count;
        double registers = _registers.Length;
        var sum = 0.0;
        var empty = 0;
        foreach (var register in _registers)
        {
            sum += Math.ScaleB(1, -register);
            if (register == 0) empty++;
        }
        var estimate = 0.7213 / (1 + (1.079 / registers)) * registers * registers / sum;
        if (estimate <= 2.5 * registers && empty > 0) estimate = registers * Math.Log(registers / empty);
        return (long)Math.Round(estimate, MidpointRounding.AwayFromZero);
    }

    private void Register(ulong hash)
    {
        var index = hash >> (64 - _indexBits);
        var rank = (byte)(BitOperations.LeadingZeroCount((hash << _indexBits) | (1UL << (_indexBits - 1))) + 1);
        if (rank > _registers[index]) _registers[index] = rank;
    }
}
