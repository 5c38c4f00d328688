namespace AirQuality.LoadTest.Elastic.Workers;

/// <summary>What a worker says: all of it in a file, if there is one, and its last lines for the message when it ends by itself.</summary>
/// <param name="file">The file; null for none.</param>
internal sealed class WorkerOutput(string? file) : IDisposable
{
    private const int Kept = 5;
    private readonly StreamWriter? _writer = file is null ? null : new StreamWriter(file) { AutoFlush = true };
    private readonly Queue<string> _last = new(Kept);
    private bool _isClosed;

    /// <summary>The last lines, as one.</summary>
    public string LastWords
    {
        get
        {
            lock (_last)
                return string.Join(" | ", _last);
        }
    }

    /// <summary>Takes a line; null is the end.</summary>
    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        lock (_last)
        {
            if (_isClosed)
                return;
            _writer?.WriteLine(line);
            if (_last.Count == Kept)
                _last.Dequeue();
            _last.Enqueue(line.Trim());
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_last)
        {
            _isClosed = true;
            _writer?.Dispose();
        }
    }
}
