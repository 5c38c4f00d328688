namespace AirQuality.Jobs.Commands;

/// <summary>The exit codes of every verb.</summary>
internal enum ExitCode
{
    /// <summary>Done, whether or not there was anything new.</summary>
    Ok = 0,

    /// <summary>A fault of the program itself.</summary>
    Unexpected = 1,

    /// <summary>The command line was wrong.</summary>
    Usage = 2,

    /// <summary>A setting was wrong, a table or permission missing, or another cycle holds the data folder.</summary>
    Configuration = 3,

    /// <summary>The feed could not be fetched, was not a feed, or was empty.</summary>
    Upstream = 4,

    /// <summary>The table could not be reached; what was to be written waits in the spool.</summary>
    Sink = 5,

    /// <summary>Done, but entries or records were refused and lie in the dead-letter folder.</summary>
    Partial = 6,

    /// <summary>Stopped by Ctrl-C or SIGTERM, tidily.</summary>
    Interrupted = 130,
}
