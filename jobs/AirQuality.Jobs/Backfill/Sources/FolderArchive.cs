using System.Globalization;
using System.Runtime.CompilerServices;

namespace AirQuality.Jobs.Backfill.Sources;

/// <summary>An archive in a folder: files in it, in day folders, or in day folders within year folders.</summary>
internal sealed class FolderArchive(string root) : IArchiveSource
{
    /// <inheritdoc />
    public async IAsyncEnumerable<ListedFile> ListAsync(DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folders = new Stack<DirectoryInfo>([new DirectoryInfo(root)]);
        while (folders.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var file in Read(folder, () => folder.GetFiles("*.csv*")).OrderBy(file => file.Name, StringComparer.Ordinal))
                yield return new ListedFile(file.FullName, TagOf(file));
            foreach (var inner in Read(folder, folder.GetDirectories).Where(inner => DayFolders.CanHold(inner.Name, from, to)))
                folders.Push(inner);
        }
    }

    /// <inheritdoc />
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string location, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(location, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException("archive_unreadable", $"The file '{location}' cannot be read: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private static T[] Read<T>(DirectoryInfo folder, Func<T[]> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException("archive_unreadable", $"The folder '{folder.FullName}' cannot be listed: {e.Message}", e);
        }
    }

    private static string TagOf(FileInfo file) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.Length}@{file.LastWriteTimeUtc:yyyyMMddHHmmssfff}");
}
