using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

/// <summary>Count, mean and central moments of a sample, updated one value at a time (Welford's method, extended to the fourth
/// moment by Terriberry), so that large values with a small spread lose no digits.</summary>
internal sealed class Moments(Func<Moments, double?> result) : Accumulator
{
    /// <summary>How many values.</summary>
    public double Count { get; private set; }

    /// <summary>Their mean.</summary>
    public double Mean { get; private set; }

    /// <summary>The sum of squared differences from the mean.</summary>
    public double Second { get; private set; }

    /// <summary>The sum of cubed differences from the mean.</summary>
    public double Third { get; private set; }

    /// <summary>The sum of differences from the mean to the fourth power.</summary>
    public double Fourth { get; private set; }

    /// <inheritdoc />
    public override void Add(Vector[] arguments, int row)
    {
        if (!arguments[0].IsNull(row)) Add(((DoubleVector)arguments[0]).Values[row]);
    }

    /// <inheritdoc />
    public override object? Result() => result(this);

    private void Add(double value)
    {
        var before = Count++;
        var delta = value - Mean;
        var step = delta / Count;
        var square = step * step;
        var term = delta * step * before;
        Mean += step;
        Fourth += (term * square * ((Count * Count) - (3 * Count) + 3)) + (6 * square * Second) - (4 * step * Third);
        Third += (term * step * (Count - 2)) - (3 * step * Second);
        Second += term;
    }
}
