using AirQuality.TimestreamLocal.Sql.Execution;

namespace AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

/// <summary>Count, means and second central moments of pairs, updated one pair at a time. The arguments are (y, x), as SQL orders them
/// in regressions; a pair with a NULL is left out.</summary>
internal sealed class CoMoments(Func<CoMoments, double?> result) : Accumulator
{
    /// <summary>How many pairs.</summary>
    public double Count { get; private set; }

    /// <summary>The mean of x, the second argument.</summary>
    public double MeanX { get; private set; }

    /// <summary>The mean of y, the first argument.</summary>
    public double MeanY { get; private set; }

    /// <summary>The sum of squared differences of x from its mean.</summary>
    public double SquaresX { get; private set; }

    /// <summary>The sum of squared differences of y from its mean.</summary>
    public double SquaresY { get; private set; }

    /// <summary>The sum of products of both differences.</summary>
    public double Products { get; private set; }

    /// <inheritdoc />
    public override void Add(Vector[] arguments, int row)
    {
        if (arguments[0].IsNull(row) || arguments[1].IsNull(row)) return;
        Add(((DoubleVector)arguments[0]).Values[row], ((DoubleVector)arguments[1]).Values[row]);
    }

    /// <inheritdoc />
    public override object? Result() => result(this);

    /// <summary>Takes a pair in.</summary>
    public void Add(double y, double x)
    {
        Count++;
        var (deltaX, deltaY) = (x - MeanX, y - MeanY);
        MeanX += deltaX / Count;
        MeanY += deltaY / Count;
        SquaresX += deltaX * (x - MeanX);
        SquaresY += deltaY * (y - MeanY);
        Products += deltaX * (y - MeanY);
    }

    /// <summary>Pearson's correlation; null where one side does not vary.</summary>
    public double? Correlation() => Finite(Products / Math.Sqrt(SquaresX * SquaresY));

    /// <summary>A value, or null where the data do not define it.</summary>
    public static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
