namespace AirQuality.LoadTest.Reporting.Drawing;

/// <summary>Values from 0 to <paramref name="Max"/> on the pixels from <paramref name="AtZero"/> to <paramref name="AtMax"/>, a tick each <paramref name="Step"/>.</summary>
internal sealed record LinearScale(double Max, double Step, double AtZero, double AtMax)
{
    /// <summary>A scale from 0 to the first round value that <paramref name="largest"/> does not exceed, with about <paramref name="ticks"/> steps.</summary>
    public static LinearScale FromZero(double largest, int ticks, double atZero, double atMax)
    {
        var rough = Math.Max(largest, 1e-6) / ticks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * new[] { 1, 2, 2.5, 5, 10 }.First(factor => factor * power >= rough * (1 - 1e-9));
        return largest > 0 ? new(step * Math.Ceiling(largest / step - 1e-9), step, atZero, atMax) : new(1, 1, atZero, atMax);
    }

    /// <summary>Where a value is drawn; values beyond the scale stay on its edge.</summary>
    public double this[double value] => AtZero + (AtMax - AtZero) * Math.Clamp(value, 0, Max) / Max;

    /// <summary>The values with a tick.</summary>
    public IEnumerable<double> Ticks => Enumerable.Range(0, (int)(Max / Step + 0.5) + 1).Select(index => index * Step);
}
