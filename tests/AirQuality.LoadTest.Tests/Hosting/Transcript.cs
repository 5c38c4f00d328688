using System.Text;

namespace AirQuality.LoadTest.Tests.Hosting;

/// <summary>What a program says, to be read while it goes on.</summary>
internal sealed class Transcript : TextWriter
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_text)
            _text.Append(value);
    }

    public override void Write(string? value)
    {
        lock (_text)
            _text.Append(value);
    }

    public override string ToString()
    {
        lock (_text)
            return _text.ToString();
    }

    /// <summary>Waits until something has been said.</summary>
    public async Task ContainsAsync(string words)
    {
        using var limit = new CancellationTokenSource(_patience);
        while (!ToString().Contains(words, StringComparison.Ordinal))
        {
            Assert.False(limit.IsCancellationRequested, $"nobody said '{words}': {this}");
            await Task.Delay(20);
        }
    }
}
