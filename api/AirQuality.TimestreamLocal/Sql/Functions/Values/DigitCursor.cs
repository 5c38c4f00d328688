namespace AirQuality.TimestreamLocal.Sql.Functions.Values;

/// <summary>Reads numbers and separators off the front of a text.</summary>
internal ref struct DigitCursor(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    /// <summary>Whether everything has been read.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>What has not been read.</summary>
    public readonly ReadOnlySpan<char> Rest => _rest;

    /// <summary>Reads one certain character.</summary>
    public bool Char(char expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected) return false;
        _rest = _rest[1..];
        return true;
    }

    /// <summary>Reads a number of so many digits, at most nine.</summary>
    public bool Number(int least, int most, out int value)
    {
        value = 0;
        var length = 0;
        while (length < most && length < _rest.Length && char.IsAsciiDigit(_rest[length])) value = (value * 10) + (_rest[length++] - '0');
        _rest = _rest[length..];
        return length >= least;
    }

    /// <summary>Reads one to nine digits after a decimal point, as nanoseconds.</summary>
    public bool Fraction(out int nanoseconds)
    {
        var before = _rest.Length;
        if (!Number(1, 9, out nanoseconds)) return false;
        for (var digits = before - _rest.Length; digits < 9; digits++) nanoseconds *= 10;
        return true;
    }
}
