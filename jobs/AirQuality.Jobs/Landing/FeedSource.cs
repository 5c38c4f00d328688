using AirQuality.Jobs.S3;
using AirQuality.Jobs.Settings;

namespace AirQuality.Jobs.Landing;

/// <summary>A feed, named: where it is and what its values are means of.</summary>
/// <param name="Name">What reports and landing files call it: <c>24h</c>, <c>5m</c>, or the file's name without its endings.</param>
/// <param name="Location">An http(s) URL, an object in S3, or a file.</param>
/// <param name="AveragingMinutes">Over how many minutes its values are means.</param>
internal sealed record FeedSource(string Name, Uri Location, int AveragingMinutes)
{
    private const int DayMinutes = 1440;

    /// <summary>Reads <c>24h</c>, <c>5m</c>, a URL or a file's path.</summary>
    /// <param name="source">What the user gave.</param>
    /// <param name="averagingMinutes">What the user says its values are means of; null: by the name.</param>
    /// <exception cref="ConfigurationException">It is a file that does not exist, or no URL this program can read.</exception>
    public static FeedSource Parse(string source, int? averagingMinutes) => source switch
    {
        "24h" => new("24h", new("https://data.sensor.community/static/v2/data.24h.json"), averagingMinutes ?? DayMinutes),
        "5m" => new("5m", new("https://data.sensor.community/static/v2/data.json"), averagingMinutes ?? 5),
        _ when source.Contains("://", StringComparison.Ordinal) => FromUrl(source, averagingMinutes),
        _ => FromFile(source, averagingMinutes),
    };

    private static FeedSource FromUrl(string source, int? averagingMinutes)
    {
        if (!Uri.TryCreate(source, UriKind.Absolute, out var uri))
            throw new ConfigurationException($"Feed:Source: '{source}' is not a URL.");
        if (uri.IsFile)
            return FromFile(uri.LocalPath, averagingMinutes);
        var name = SafeName(uri.Scheme switch
        {
            "http" or "https" => uri.Segments[^1],
            S3Address.Scheme when S3Address.Of(uri) is { Bucket.Length: > 0, Key: [.., not '/'] key } => key.Split('/')[^1],
            S3Address.Scheme => throw new ConfigurationException($"Feed:Source: '{source}' names no object; give s3://bucket/key."),
            _ => throw new ConfigurationException($"Feed:Source: '{source}' must be http, https, s3 or a file."),
        });
        return new(name, uri, averagingMinutes ?? ByName(name));
    }

    private static FeedSource FromFile(string source, int? averagingMinutes)
    {
        var path = Path.GetFullPath(source);
        if (!File.Exists(path))
            throw new ConfigurationException($"Feed:Source: there is no file '{source}' (or give 24h, 5m, a URL or s3://bucket/key).");
        var name = SafeName(Path.GetFileName(path));
        return new(name, new Uri(path), averagingMinutes ?? ByName(name));
    }

    private static int ByName(string name) =>
        name.Contains("24h", StringComparison.Ordinal) ? DayMinutes : name.Contains("1h", StringComparison.Ordinal) ? 60 : 5;

    // The name becomes part of file names under landing/, so only what is safe everywhere stays.
    private static string SafeName(string fileName)
    {
        var stem = fileName.TrimEnd('/');
        foreach (var ending in (string[])[".gz", ".json"])
            stem = stem.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? stem[..^ending.Length] : stem;
        var safe = string.Concat(stem.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_'));
        return safe.Trim('.') is { Length: > 0 } name ? name[..Math.Min(name.Length, 60)] : "feed";
    }
}
