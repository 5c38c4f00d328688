namespace AirQuality.LoadTest.Elastic.Workers;

/// <summary>A process that answers requests.</summary>
internal interface IWorkerProcess : IDisposable
{
    /// <summary>Where it listens, such as <c>http://127.0.0.1:4711</c>.</summary>
    string Prefix { get; }

    /// <summary>Its number among the machine's processes.</summary>
    int ProcessId { get; }

    /// <summary>Its exit code once it has ended, by a signal 128 and the signal's number.</summary>
    int? ExitCode { get; }

    /// <summary>The last that it said.</summary>
    string LastWords { get; }

    /// <summary>The processor time that it has used on all cores; null once it has ended.</summary>
    TimeSpan? ProcessorTime { get; }

    /// <summary>Bytes of memory that it holds; null once it has ended.</summary>
    long? MemoryBytes { get; }

    /// <summary>Asks it whether it can take traffic.</summary>
    Task<bool> IsHealthyAsync(CancellationToken cancellationToken);

    /// <summary>SIGTERM: it ends what it is at.</summary>
    void Terminate();

    /// <summary>SIGKILL.</summary>
    void Kill();
}

/// <summary>Starts workers.</summary>
internal interface IWorkerStarter
{
    /// <summary>Starts one.</summary>
    /// <param name="id">Its name.</param>
    Task<IWorkerProcess> StartAsync(string id);
}
