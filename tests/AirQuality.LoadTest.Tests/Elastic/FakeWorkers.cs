using AirQuality.LoadTest.Elastic.Workers;
using Microsoft.Extensions.Time.Testing;

namespace AirQuality.LoadTest.Tests.Elastic;

/// <summary>Workers that are no processes: a test says when they are well, how busy they are and when they end.</summary>
internal sealed class FakeWorkers(FakeTimeProvider time) : IWorkerStarter
{
    /// <summary>All that were started.</summary>
    public List<FakeWorker> Started { get; } = [];

    /// <summary>Whether new ones come up well.</summary>
    public bool ComeUp { get; set; } = true;

    /// <summary>Cores that each of them uses.</summary>
    public double Cores { get; set; }

    public Task<IWorkerProcess> StartAsync(string id)
    {
        Started.Add(new FakeWorker(this, id, Started.Count + 1) { IsWell = ComeUp });
        return Task.FromResult<IWorkerProcess>(Started[^1]);
    }

    /// <summary>A worker of them.</summary>
    internal sealed class FakeWorker(FakeWorkers all, string id, int number) : IWorkerProcess
    {
        private readonly DateTimeOffset _start = all.Now;
        private TimeSpan _used;
        private DateTimeOffset _read = all.Now;

        public string Id => id;

        public bool IsWell { get; set; } = true;

        public bool EndsWhenTold { get; set; } = true;

        public bool WasKilled { get; private set; }

        public int? ExitCode { get; set; }

        public string Prefix => $"http://127.0.0.1:{number}";

        public int ProcessId => number;

        public string LastWords => "no words";

        public long? MemoryBytes => 512L << 20;

        public TimeSpan? ProcessorTime
        {
            get
            {
                _used += (all.Now - _read) * all.Cores;
                _read = all.Now;
                return _used;
            }
        }

        public Task<bool> IsHealthyAsync(CancellationToken cancellationToken) => Task.FromResult(IsWell);

        public void Terminate()
        {
            if (EndsWhenTold)
                ExitCode = 0;
        }

        public void Kill()
        {
            WasKilled = true;
            ExitCode = 137;
        }

        public void Dispose()
        {
        }

        public override string ToString() => $"{id} of {_start:O}";
    }

    private DateTimeOffset Now => time.GetUtcNow();
}
