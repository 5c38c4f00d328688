using AirQuality.LoadTest.Elastic.Workers;

namespace AirQuality.LoadTest.Elastic;

/// <summary>What a group has done.</summary>
internal sealed class GroupHistory
{
    private readonly List<Worker> _ended = [];

    /// <summary>Workers that were started.</summary>
    public int Starts { get; set; }

    /// <summary>Workers that ended.</summary>
    public int Stops { get; private set; }

    /// <summary>Workers among them that ended by themselves, or had to be replaced because they were not well.</summary>
    public int Deaths { get; set; }

    /// <summary>The most that were pending or running at once.</summary>
    public int MaxInstances { get; set; }

    /// <summary>Whether a worker was ever running.</summary>
    public bool WasUp { get; set; }

    /// <summary>How many times a worker came to another state.</summary>
    public int Changes { get; set; }

    /// <summary>How long the workers that have ended were there, on the wall's clock.</summary>
    public TimeSpan Lived { get; private set; }

    /// <summary>A worker has ended.</summary>
    public void Add(Worker worker, DateTimeOffset now)
    {
        Stops++;
        Lived += now - worker.StartedAt;
        _ended.Add(worker);
    }

    /// <summary>Those that have ended since the last call.</summary>
    public IReadOnlyList<Worker> TakeEnded()
    {
        Worker[] ended = [.. _ended];
        _ended.Clear();
        return ended;
    }
}
