using System.Text;

namespace AirQuality.Api.Steps.Local;

/// <summary>Writes a step's output as it comes, up to a size, and remembers the last line.</summary>
/// <param name="file">The log; closed with this.</param>
/// <param name="maxBytes">What the log may have.</param>
internal sealed class StepLogWriter(Stream file, long maxBytes) : IDisposable
{
    private const int LongestLastLine = 500;
    private readonly Lock _gate = new();
    private long _written;
    private long _leftOut;

    /// <summary>The last line that said something.</summary>
    public string? LastLine { get; private set; }

    /// <summary>Copies a program's output until it ends.</summary>
    public async Task CopyAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
            Write(line);
    }

    /// <summary>Writes a line of the server's own, whatever the size.</summary>
    public void Note(string line)
    {
        lock (_gate)
            Append(Encoding.UTF8.GetBytes(line + "\n"));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            if (_leftOut > 0)
                Append(Encoding.UTF8.GetBytes(FormattableString.Invariant($"[{_leftOut} bytes left out]\n")));
            file.Dispose();
        }
    }

    private void Write(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (_gate)
        {
            if (!string.IsNullOrWhiteSpace(line))
                LastLine = line.Trim() is { Length: > LongestLastLine } text ? text[..LongestLastLine] + "…" : line.Trim();
            if (_written + bytes.Length > maxBytes)
                _leftOut += bytes.Length;
            else
                Append(bytes);
        }
    }

    // Followers of the log read it while it grows.
    private void Append(byte[] bytes)
    {
        file.Write(bytes);
        file.Flush();
        _written += bytes.Length;
    }
}
