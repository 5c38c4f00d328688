using System.Text;

namespace AirQuality.Jobs.Engine;

/// <summary>A lock that the operating system gives up when its process ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _file;

    private FolderLock(FileStream file, string lastHolder) => (_file, LastHolder) = (file, lastHolder);

    /// <summary>Who had it before: whoever has it again and finds another name knows that something was done meanwhile.</summary>
    public string LastHolder { get; }

    /// <summary>Takes the lock, or returns null when another process has it.</summary>
    /// <param name="path">The lock's file; made if missing and left behind.</param>
    /// <param name="holder">Names who takes it.</param>
    public static FolderLock? TryTake(string path, string holder = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            using var reader = new StreamReader(file, leaveOpen: true);
            var last = reader.ReadToEnd();
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(holder));
            file.Flush();
            return new FolderLock(file, last);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Takes the lock, waiting for whoever has it; null where it is not given up in time.</summary>
    /// <param name="path">The lock's file; made if missing and left behind.</param>
    /// <param name="holder">Names who takes it.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<FolderLock?> TakeAsync(string path, string holder, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var started = time.GetTimestamp(); ;)
        {
            if (TryTake(path, holder) is { } taken)
                return taken;
            if (time.GetElapsedTime(started) >= patience)
                return null;
            await Task.Delay(LookInterval, time, cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
