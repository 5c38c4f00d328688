namespace AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

/// <summary>
/// Weighted samples for quantiles. Up to <see cref="MaxSamples"/> every value is kept and quantiles are exact; then neighbours are merged
/// pair by pair, which moves a rank by at most one part in <see cref="MaxSamples"/> each time.
/// </summary>
internal sealed class QuantileSketch<T> where T : struct
{
    private const int MaxSamples = 1 << 18;
    private T[] _values = new T[8];
    private double[] _weights = new double[8];
    private int _count;
    private bool _sorted = true;
    private bool _keepsUpper;

    /// <summary>Whether there is no sample.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Takes a sample in.</summary>
    public void Add(T value, double weight)
    {
        if (_count == MaxSamples) Compact();
        if (_count == _values.Length)
        {
            Array.Resize(ref _values, _count * 2);
            Array.Resize(ref _weights, _count * 2);
        }
        (_values[_count], _weights[_count]) = (value, weight);
        _count++;
        _sorted = false;
    }

    /// <summary>The first value with more than this fraction of all weight at or below it; the last value for 1.</summary>
    public T Quantile(double fraction)
    {
        Sort();
        var wanted = fraction * _weights.AsSpan(0, _count).ToArray().Sum();
        var passed = 0.0;
        for (var i = 0; i < _count; i++)
        {
            passed += _weights[i];
            if (passed > wanted) return _values[i];
        }
        return _values[_count - 1];
    }

    private void Sort()
    {
        if (!_sorted) Array.Sort(_values, _weights, 0, _count);
        _sorted = true;
    }

    // The lower and the upper of a pair are kept in turns, so that errors of one pass undo those of the next.
    private void Compact()
    {
        Sort();
        for (var i = 0; i < _count / 2; i++)
        {
            _values[i] = _values[(2 * i) + (_keepsUpper ? 1 : 0)];
            _weights[i] = _weights[2 * i] + _weights[(2 * i) + 1];
        }
        _count /= 2;
        _keepsUpper = !_keepsUpper;
    }
}
