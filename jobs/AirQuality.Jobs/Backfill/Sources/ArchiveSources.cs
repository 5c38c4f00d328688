using AirQuality.Jobs.S3;
using AirQuality.Jobs.Settings;

namespace AirQuality.Jobs.Backfill.Sources;

/// <summary>Finds the source that a text names.</summary>
internal static class ArchiveSources
{
    /// <summary>Opens a folder, <c>http(s)://mirror/path</c>, or <c>s3://bucket/prefix</c>.</summary>
    /// <exception cref="ConfigurationException">It is none of these.</exception>
    public static IArchiveSource Open(string source, AirQualitySettings settings, TimeProvider time)
    {
        if (!source.Contains("://", StringComparison.Ordinal))
            return Directory.Exists(source)
                ? new FolderArchive(source)
                : throw new ConfigurationException($"--source: there is no folder '{source}' (or give a URL, or s3://bucket/prefix).");
        if (!Uri.TryCreate(source, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            throw new ConfigurationException($"--source: '{source}' is not a URL.");
        return uri.Scheme switch
        {
            "http" or "https" => new HttpArchive(uri, settings.Feed, time),
            S3Address.Scheme => new S3Archive(S3Address.Of(uri), settings.S3),
            _ => throw new ConfigurationException($"--source: '{source}' must be a folder, http, https or s3."),
        };
    }
}
