using System.IO.Compression;
using AirQuality.Jobs.Settings;

namespace AirQuality.Jobs.Landing;

/// <summary>A snapshot as it came, not yet accepted: a file, gzipped or plain.</summary>
internal sealed class IncomingSnapshot : IDisposable
{
    private readonly bool _temporary;

    private IncomingSnapshot(FeedSource feed, string path, bool temporary, string? etag, DateTimeOffset? lastModified)
    {
        Feed = feed;
        FilePath = path;
        _temporary = temporary;
        ETag = etag;
        LastModified = lastModified;
        IsGzip = StartsAsGzip(path);
    }

    /// <summary>The feed it came from.</summary>
    public FeedSource Feed { get; }

    /// <summary>Where it lies.</summary>
    public string FilePath { get; }

    /// <summary>Whether it is gzipped; told by its first bytes, because servers and file names mislead.</summary>
    public bool IsGzip { get; }

    /// <summary>The validator to send with the next fetch.</summary>
    public string? ETag { get; }

    /// <summary>The service's date of it.</summary>
    public DateTimeOffset? LastModified { get; }

    /// <summary>A file of the user's, read where it lies.</summary>
    public static IncomingSnapshot OfFile(FeedSource feed) => new(feed, feed.Location.LocalPath, temporary: false, null, null);

    /// <summary>A download, deleted when this is disposed.</summary>
    public static IncomingSnapshot OfDownload(FeedSource feed, string path, string? etag, DateTimeOffset? lastModified) =>
        new(feed, path, temporary: true, etag, lastModified);

    /// <summary>Saves what comes from a service in a file in <paramref name="folder"/>; leaves none where it breaks off or is too large.</summary>
    public static async Task<IncomingSnapshot> ReceiveAsync(
        FeedSource feed, Stream body, FeedValidators validators, string folder, FeedSettings settings, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, LandingZone.IncomingPrefix + Guid.NewGuid().ToString("N"));
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1))
            {
                await using var capped = new CappedStream(body, () => settings.MaxBytes);
                await capped.CopyToAsync(file, cancellationToken);
            }
            return OfDownload(feed, path, validators.ETag, validators.LastModified);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Opens the JSON inside, within the caps of the settings.</summary>
    public Stream OpenJson(FeedSettings settings) => Open(FilePath, IsGzip, settings);

    /// <summary>Opens a snapshot file, expanding it if it is gzipped.</summary>
    public static Stream Open(string path, bool isGzip, FeedSettings settings)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        if (!isGzip)
            return new CappedStream(file, () => settings.MaxBytes);
        // A bomb is recognised by its ratio long before it is large; small bodies may expand freely.
        const long freeBytes = 1024 * 1024;
        return new CappedStream(
            new GzipLengthStream(new GZipStream(file, CompressionMode.Decompress), file),
            () => Math.Min(settings.MaxBytes, freeBytes + file.Position * settings.MaxExpansion));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_temporary)
            File.Delete(FilePath);
    }

    private static bool StartsAsGzip(string path)
    {
        Span<byte> head = stackalloc byte[2];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && head[0] == 0x1F && head[1] == 0x8B;
    }
}
