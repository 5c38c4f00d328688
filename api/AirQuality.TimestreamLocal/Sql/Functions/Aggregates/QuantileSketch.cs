namespace AirQuality.TimestreamLocal.Sql.Functions.Aggregates;

/// <summary>
/// Weighted samples for quantiles. Up to <see cref="MaxSamples"/> every value is kept; then neighbours are merged pair by pair, which
/// moves a rank by at most one part in <see cref="MaxSamples"/> each time. Between samples of a greater weight than 1 quantiles are
/// interpolated as in a t-digest (T. Dunning, O. Ertl, "Computing extremely accurate quantiles using t-digests").
/// </summary>
internal sealed class QuantileSketch
{
    private const int MaxSamples = 1 << 18;
    private double[] _values = new double[8];
    private double[] _weights = new double[8];
    private int _count;
    private bool _sorted = true;
    private bool _keepsUpper;

    /// <summary>Whether there is no sample.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Takes a sample in.</summary>
    public void Add(double value, double weight)
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

    /// <summary>The value with this fraction of all weight below it; the first value for 0, the last for 1.</summary>
    public double Quantile(double fraction)
    {
        Sort();
        var total = _weights.AsSpan(0, _count).ToArray().Sum();
        var wanted = fraction * total;
        if (_count == 1 || wanted < 1) return _values[0];
        if (wanted >= total - 1) return _values[_count - 1];
        var (at, center) = (0, _weights[0] / 2);
        if (wanted < center) return _values[0];
        while (at < _count - 1 && wanted >= center + Distance(at)) center += Distance(at++);
        return at == _count - 1 ? _values[at] : Between(at, wanted - center);
    }

    private double Distance(int at) => (_weights[at] + _weights[at + 1]) / 2;

    // A sample of weight 1 is its value over all its width; only the width of heavier ones is a slope.
    private double Between(int at, double past)
    {
        var (half, nextHalf) = (_weights[at] / 2, _weights[at + 1] / 2);
        var (isSingle, isNextSingle) = (_weights[at] == 1, _weights[at + 1] == 1);
        if (isSingle && past < half) return _values[at];
        if (isNextSingle && past >= half) return _values[at + 1];
        var share = isSingle ? (past - half) / nextHalf : past / (isNextSingle ? half : half + nextHalf);
        return _values[at] + (share * (_values[at + 1] - _values[at]));
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
