using System.Text.RegularExpressions;

namespace AirQuality.Timestream.Writing;

/// <summary>Files named after a snapshot, which appear whole or not at all.</summary>
public static partial class SnapshotFile
{
    /// <summary>Refuses an id that could name another file than intended.</summary>
    public static string Checked(string snapshotId) => SafeName().IsMatch(snapshotId)
        ? snapshotId
        : throw new ArgumentException(
            $"'{snapshotId}' is no snapshot id: letters, digits, '_', '-' and '.' only, at most 100, not beginning with '.'.",
            nameof(snapshotId));

    /// <summary>
    /// Writes beside the target, forces it to the disk, and renames: a crash at any point leaves the old file or the new one.
    /// </summary>
    /// <param name="temporaryPath">Where the content grows; what a crash left there is overwritten.</param>
    /// <param name="write">Writes the content and names the target, once the content is known.</param>
    /// <param name="cancellationToken">Leaves the target as it was.</param>
    /// <returns>The target's path.</returns>
    public static async Task<string> ReplaceAsync(
        string temporaryPath, Func<Stream, Task<string>> write, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(temporaryPath)!);
        string target;
        await using (var file = new FileStream(temporaryPath, FileMode.Create, FileAccess.Write, FileShare.None, 65_536, useAsync: true))
        {
            target = await write(file);
            await file.FlushAsync(cancellationToken);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporaryPath, target, overwrite: true);
        return target;
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_-][a-zA-Z0-9_.-]{0,99}\z")]
    private static partial Regex SafeName();
}
