using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AirQuality.Bench.Serving;

/// <summary>Latencies of the requests of one run, sorted, in ms.</summary>
internal sealed record LoadFigures(double RequestsPerSecond, double[] LatenciesMs)
{
    /// <summary>The latency that a share of the requests did not pass.</summary>
    public double Percentile(double share) => LatenciesMs[Math.Min(LatenciesMs.Length - 1, (int)(share * LatenciesMs.Length))];
}

/// <summary>
/// Asks a server for paths over bare sockets, because on two cores a comfortable client would cost more than what is measured. Every answer
/// must be a 200 with a length.
/// </summary>
/// <param name="server">The server; its paths do not matter.</param>
internal sealed class HttpLoad(Uri server)
{
    /// <summary>As fast as the answers come, over some connections.</summary>
    public async Task<LoadFigures> AsFastAsItGoesAsync(IReadOnlyList<string> paths, int connections, TimeSpan length, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, connections).Select(async connection =>
        {
            using var link = await Link.ConnectAsync(server, cancellationToken);
            var own = new List<double>();
            for (var i = connection; Stopwatch.GetElapsedTime(started) < length; i += connections)
            {
                var asked = Stopwatch.GetTimestamp();
                await link.GetAsync(paths[i % paths.Count], cancellationToken);
                own.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
            return own;
        }));
        return Figures(latencies, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>At a steady rate; a latency counts from when the request was due, so that a server that stalls cannot hide it.</summary>
    public async Task<LoadFigures> SteadyAsync(IReadOnlyList<string> paths, int connections, double perSecond, TimeSpan length, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var count = (int)(perSecond * length.TotalSeconds);
        var latencies = await Task.WhenAll(Enumerable.Range(0, connections).Select(async connection =>
        {
            using var link = await Link.ConnectAsync(server, cancellationToken);
            var own = new List<double>();
            for (var i = connection; i < count; i += connections)
            {
                var due = TimeSpan.FromSeconds(i / perSecond);
                if (due - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } wait)
                    await Task.Delay(wait, cancellationToken);

                // A timer rings up to a millisecond late, which is not the server's fault.
                var from = TimeSpan.FromTicks(Math.Max(due.Ticks, Math.Min(Stopwatch.GetElapsedTime(started).Ticks, due.Ticks + TimeSpan.TicksPerMillisecond * 2)));
                await link.GetAsync(paths[i % paths.Count], cancellationToken);
                own.Add((Stopwatch.GetElapsedTime(started) - from).TotalMilliseconds);
            }
            return own;
        }));
        return Figures(latencies, Stopwatch.GetElapsedTime(started));
    }

    private static LoadFigures Figures(IReadOnlyList<List<double>> latencies, TimeSpan length)
    {
        double[] all = [.. latencies.SelectMany(own => own).Order()];
        return new(all.Length / length.TotalSeconds, all);
    }

    /// <summary>One connection that is kept.</summary>
    private sealed class Link(Socket socket, string host) : IDisposable
    {
        private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
        private byte[] _buffer = new byte[64 * 1024];

        public static async Task<Link> ConnectAsync(Uri server, CancellationToken cancellationToken)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, server.Port, cancellationToken);
            return new(socket, server.Authority);
        }

        public async Task GetAsync(string path, CancellationToken cancellationToken)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"), cancellationToken);
            var (filled, head) = (0, -1);
            while (head < 0)
            {
                filled += await ReadAsync(filled, cancellationToken);
                head = _buffer.AsSpan(0, filled).IndexOf(EndOfHead);
            }
            for (var left = head + EndOfHead.Length + LengthOf(Encoding.ASCII.GetString(_buffer, 0, head), path) - filled; left > 0;)
                left -= await ReadAsync(0, cancellationToken);
        }

        public void Dispose() => socket.Dispose();

        private async ValueTask<int> ReadAsync(int at, CancellationToken cancellationToken)
        {
            if (at == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = await socket.ReceiveAsync(_buffer.AsMemory(at), cancellationToken);
            return read > 0 ? read : throw new BenchException("The server closed the connection.");
        }

        private static int LengthOf(string head, string path)
        {
            const string name = "\r\nContent-Length: ";
            var at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) || at < 0)
                throw new BenchException($"{path} was not answered as it should: {head}");
            var digits = head.AsSpan(at + name.Length);
            return int.Parse(digits[..(digits.IndexOf('\r') is >= 0 and var end ? end : digits.Length)], CultureInfo.InvariantCulture);
        }
    }
}
