namespace AirQuality.Jobs.Backfill.Sources;

/// <summary>A file that a source has; not yet known to be one of the archive's.</summary>
/// <param name="Location">How the source finds it again: a path, a URL or a key.</param>
/// <param name="Tag">Changes when its content does, as far as the source can tell without reading it: size and time, or an entity tag.</param>
internal sealed record ListedFile(string Location, string Tag)
{
    /// <summary>Its name without its folder.</summary>
    public string FileName => Location[(Location.LastIndexOfAny(['/', '\\']) + 1)..];
}

/// <summary>Where archive files come from. Safe for concurrent use.</summary>
internal interface IArchiveSource : IDisposable
{
    /// <summary>Lists the files of some days; others may be among them.</summary>
    /// <exception cref="ArchiveException">The source cannot be read.</exception>
    IAsyncEnumerable<ListedFile> ListAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken);

    /// <summary>Reads a file whole: a day of one sensor is some 50 KB.</summary>
    /// <returns>Null when it is gone since it was listed.</returns>
    /// <exception cref="ArchiveException">It cannot be read.</exception>
    Task<ReadOnlyMemory<byte>?> ReadAsync(string location, CancellationToken cancellationToken);
}
