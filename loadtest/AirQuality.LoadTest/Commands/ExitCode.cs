namespace AirQuality.LoadTest.Commands;

/// <summary>How the program ends.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>What nobody foresaw, or a threshold was missed.</summary>
    Unexpected = 1,

    /// <summary>The command line is wrong.</summary>
    Usage = 2,

    /// <summary>Something is missing or cannot be read.</summary>
    Missing = 3,

    /// <summary>Stopped by a signal.</summary>
    Interrupted = 130,
}
