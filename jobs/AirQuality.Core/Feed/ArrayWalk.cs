namespace AirQuality.Core.Feed;

/// <summary>Walks the feed's array from <c>[</c> to <c>]</c> and hands each element on, one after the other, as soon as it is whole.</summary>
internal sealed class ArrayWalk(FeedBuffer buffer, SnapshotOptions options, IEntrySink sink)
{
    private readonly EntryParser _parser = new(options.MaxEntryDepth);
    private Expect _expect = Expect.FirstElementOrEnd;
    private OversizedEntry _oversized;

    private enum Expect
    {
        FirstElementOrEnd,
        Element,
        CommaOrEnd,
        RestOfOversized,
        Nothing,
    }

    /// <summary>How many bytes stand behind the closed array, white space apart.</summary>
    public long TrailingBytes { get; private set; }

    public async Task RunAsync(CancellationToken ct)
    {
        await buffer.FillAsync(ct).ConfigureAwait(false);
        while (!TryOpen())
            await buffer.FillAsync(ct).ConfigureAwait(false);

        while (true)
        {
            TakeElements();
            if (buffer.AtEnd)
                break;
            await buffer.FillAsync(ct).ConfigureAwait(false);
        }

        if (_expect != Expect.Nothing)
            throw FeedDamage.Truncated(buffer.Offset + buffer.Unread.Length, sink.Entries);
    }

    private bool TryOpen()
    {
        if (buffer.Offset == 0 && buffer.Unread.StartsWith("\uFEFF"u8))
            buffer.Take("\uFEFF"u8.Length);
        if (!TrySkipWhiteSpace() && !buffer.AtEnd)
            return false;
        if (buffer.Unread is not [(byte)'[', ..])
            throw FeedDamage.NoArray(buffer.Offset, buffer.Unread);
        buffer.Take(1);
        return true;
    }

    /// <summary>Takes what the buffer holds: up to the first element that is not whole in it.</summary>
    private void TakeElements()
    {
        while (_expect != Expect.Nothing && TakeOne())
        {
        }

        if (_expect == Expect.Nothing)
            TakeTrailing();
    }

    private bool TakeOne()
    {
        if (_expect == Expect.RestOfOversized)
            return TryTakeOversized();
        if (!TrySkipWhiteSpace())
            return false;

        var c = buffer.Unread[0];
        switch (_expect)
        {
            case Expect.FirstElementOrEnd or Expect.CommaOrEnd when c == ']':
                buffer.Take(1);
                _expect = Expect.Nothing;
                return true;
            case Expect.CommaOrEnd when c == ',':
                buffer.Take(1);
                _expect = Expect.Element;
                return true;
            case Expect.CommaOrEnd:
                throw FeedDamage.BadSeparator(buffer.Offset, c, "a comma or the end of the array");
            case Expect.Element when c == ']':
                throw FeedDamage.BadSeparator(buffer.Offset, c, "an entry");
            default:
                return TryTakeElement();
        }
    }

    private bool TryTakeElement()
    {
        // Never more than the cap, so that what is too large does not depend on what happens to be in the buffer.
        var unread = buffer.Unread;
        var element = unread[..Math.Min(unread.Length, options.MaxEntryBytes)];
        if (_parser.TryParse(element, buffer.Offset, out var length))
        {
            sink.Accept(_parser.Fields, element[..length], buffer.Offset);
            buffer.Take(length);
            _expect = Expect.CommaOrEnd;
            return true;
        }

        if (element.Length < options.MaxEntryBytes)
            return false;

        _parser.Fields.Clear();
        _parser.Fields.Fail("too_large", $"The entry is longer than {options.MaxEntryBytes} bytes.");
        sink.Accept(_parser.Fields, element, buffer.Offset);
        _oversized = default;
        _expect = Expect.RestOfOversized;
        return true;
    }

    private bool TryTakeOversized()
    {
        var ended = _oversized.Take(buffer.Unread, out var taken);
        buffer.Take(taken);
        if (ended)
            _expect = Expect.CommaOrEnd;
        return ended;
    }

    private void TakeTrailing()
    {
        var unread = buffer.Unread;
        TrailingBytes += unread.Length - unread.CountAny(" \t\r\n"u8);
        buffer.Take(unread.Length);
    }

    private bool TrySkipWhiteSpace()
    {
        var next = buffer.Unread.IndexOfAnyExcept(" \t\r\n"u8);
        buffer.Take(next < 0 ? buffer.Unread.Length : next);
        return next >= 0;
    }
}
