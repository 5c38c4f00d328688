namespace AirQuality.Jobs.Backfill.Sources;

/// <summary>The archive, or a file of it, could not be had. Ends a backfill with <see cref="Commands.ExitCode.Upstream"/>.</summary>
/// <param name="code">A stable code for machines, such as <c>archive_unreachable</c>.</param>
/// <param name="message">What happened, to which file, and what to do.</param>
/// <param name="inner">The cause.</param>
/// <param name="refused">Whether the source told us to stay away: nothing more is asked of it.</param>
internal sealed class ArchiveException(string code, string message, Exception? inner = null, bool refused = false) : Exception(message, inner)
{
    /// <summary>A stable code for machines.</summary>
    public string Code { get; } = code;

    /// <summary>Whether the source told us to stay away.</summary>
    public bool Refused { get; } = refused;
}
