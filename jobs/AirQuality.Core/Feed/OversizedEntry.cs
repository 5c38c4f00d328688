namespace AirQuality.Core.Feed;

/// <summary>
/// Finds the end of an element that is longer than anything worth holding in memory, in constant space: it counts brackets outside
/// strings and checks nothing else, because the element is refused whatever it holds.
/// </summary>
internal struct OversizedEntry
{
    private long _depth;
    private bool _inString;
    private bool _escaped;

    /// <summary>Takes the next bytes of the element, the first call starting at its first byte.</summary>
    /// <param name="bytes">What is there.</param>
    /// <param name="taken">How many of them belong to the element.</param>
    /// <returns>Whether the element ended.</returns>
    public bool Take(ReadOnlySpan<byte> bytes, out int taken)
    {
        for (taken = 0; taken < bytes.Length; taken++)
        {
            var c = bytes[taken];
            if (_inString)
            {
                TakeInString(c);
                if (!_inString && _depth == 0)
                {
                    taken++;
                    return true;
                }
            }
            else if (c == '"')
            {
                _inString = true;
            }
            else if (c is (byte)'{' or (byte)'[')
            {
                _depth++;
            }
            else if (_depth == 0 && c is (byte)',' or (byte)']' or (byte)'}')
            {
                // A long number or word has no bracket of its own; what follows it ends it.
                return true;
            }
            else if (c is (byte)'}' or (byte)']' && --_depth == 0)
            {
                taken++;
                return true;
            }
        }

        return false;
    }

    private void TakeInString(byte c)
    {
        if (_escaped)
            _escaped = false;
        else if (c == '\\')
            _escaped = true;
        else if (c == '"')
            _inString = false;
    }
}
